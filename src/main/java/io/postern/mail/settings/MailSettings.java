package io.postern.mail.settings;

import io.postern.audit.Changes;
import io.postern.mail.MailPaths;
import io.postern.mail.MailSettingsChanged;
import io.postern.net.HostName;
import io.postern.web.FormVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The stored settings of a mail server: the primary, whose row a migration made, or one of its backups. */
@Entity
@Table(name = "mail_settings")
public class MailSettings implements Persistable<Short> {

    /** The id of the primary server. */
    public static final short PRIMARY = 1;

    @Id
    private short id;

    @Version
    private long version;

    /** The order in which servers are tried: 0 for the primary, unequal numbers for the others. */
    private int place;

    @Embedded
    private MailSettingsValues values;

    /** The password or the client secret: {@link SecretKind} says which. */
    @Column(name = "sealed_secret")
    private @Nullable String sealedPassword;

    /** The consent of the connected account. */
    @Column(name = "connected_account_id")
    private @Nullable UUID grantId;

    /** Not stored yet, so that it is inserted and never takes the place of another. */
    @Transient
    private boolean added;

    @SuppressWarnings("NullAway.Init")
    protected MailSettings() {}

    public MailSettings(MailSettingsValues values, @Nullable String sealedPassword) {
        this(PRIMARY, 0, values);
        this.sealedPassword = sealedPassword;
    }

    private MailSettings(short id, int place, MailSettingsValues values) {
        this.id = id;
        this.place = place;
        this.values = values;
    }

    /** The primary's settings as the migration made them. */
    static MailSettings unsaved() {
        return new MailSettings(MailSettingsValues.UNSAVED, null);
    }

    /**
     * A backup that is not stored yet. Its version begins somewhere, so that nobody who knew a server that had the id before takes this
     * for the same: neither a page that is still open, nor a connection.
     */
    static MailSettings backup(short id, int place) {
        MailSettings backup = new MailSettings(id, place, MailSettingsValues.UNSAVED);
        backup.version = ThreadLocalRandom.current().nextLong(1, 1L << 40);
        backup.added = true;
        return backup;
    }

    @Override
    public Short getId() {
        return id;
    }

    /** Whether it is a backup that is not stored yet. */
    @Override
    public boolean isNew() {
        return added;
    }

    public short id() {
        return id;
    }

    public boolean isPrimary() {
        return id == PRIMARY;
    }

    public int place() {
        return place;
    }

    /** Has it tried in this place. */
    void moveTo(int newPlace) {
        place = newPlace;
    }

    public long version() {
        return version;
    }

    /** Whether another administrator saved since a form was filled; never if the form names no version. */
    boolean isStale(String named) {
        String stored = String.valueOf(version);
        return !named.isBlank()
                && !FormVersion.known(MailPaths.server(id), named.strip(), stored)
                        .equals(stored);
    }

    public MailSettingsValues values() {
        return values;
    }

    public Optional<String> sealedPassword() {
        return Optional.ofNullable(sealedPassword);
    }

    public Optional<UUID> grantId() {
        return Optional.ofNullable(grantId);
    }

    /** Whether the consent that is there counts for these values too. */
    boolean consentsTo(MailSettingsValues to) {
        return grantId != null
                && to.oauth() != null
                && to.oauth().connectsAccount()
                && values.otherDestination(to).isEmpty();
    }

    /** An account consented to the values that are stored. */
    MailSettingsChanged connect(UUID grant) {
        grantId = grant;
        return changed(new LinkedHashMap<>(Map.of("account", "connected")));
    }

    /**
     * Takes over new values, and tells which fields changed.
     *
     * @param disconnect whether a consent is forgotten even where it would still count
     */
    MailSettingsChanged change(MailSettingsValues to, @Nullable String newSealedPassword, boolean disconnect) {
        Map<String, String> changes = Changes.between(values.described(), to.described());
        if (newSealedPassword == null && sealedPassword != null) {
            changes.put(SecretKind.of(values).formName(), "removed");
        } else if (newSealedPassword != null && !newSealedPassword.equals(sealedPassword)) {
            changes.put(SecretKind.of(to).formName(), "changed");
        }
        if (grantId != null && (disconnect || !consentsTo(to))) {
            changes.put("account", "disconnected");
            grantId = null;
        }
        values = to;
        sealedPassword = newSealedPassword;
        return changed(changes);
    }

    /** For the trail, which names a backup also by its id: two servers may have one host. */
    MailSettingsChanged changed(Map<String, String> changes) {
        if (!isPrimary() && !changes.isEmpty()) {
            changes.put("server", Integer.toString(id));
        }
        return new MailSettingsChanged(host(), changes);
    }

    /** Host and port, as a page names the server. */
    public String name() {
        return HostName.shown(host()) + ":" + values.effectivePort();
    }

    /** The stored host, or blank before somebody has saved. */
    String host() {
        String host = values.server().host();
        return host == null ? "" : host;
    }

    /** The same secret under another key. */
    void reseal(String sealed) {
        sealedPassword = sealed;
    }
}
