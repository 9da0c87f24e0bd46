package io.postern.mailsettings;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored mail settings: one row, there from the beginning. */
@Entity
@Table(name = "mail_settings")
class MailSettings {

    static final short ID = 1;

    @Id
    private short id;

    @Version
    private long version;

    @Embedded
    private MailValues values;

    /** Or the client secret: {@link SecretKind} says which. */
    private @Nullable String sealedPassword;

    @SuppressWarnings("NullAway.Init")
    protected MailSettings() {}

    MailSettings(MailValues values, @Nullable String sealedPassword) {
        this.id = ID;
        this.values = values;
        this.sealedPassword = sealedPassword;
    }

    long version() {
        return version;
    }

    MailValues values() {
        return values;
    }

    Optional<String> sealedPassword() {
        return Optional.ofNullable(sealedPassword);
    }

    /** Takes over new values, and tells which fields changed. */
    MailSettingsChanged change(MailValues to, @Nullable String newSealedPassword) {
        Map<String, String> changes = MailChanges.between(values, to);
        if (newSealedPassword == null && sealedPassword != null) {
            changes.put(SecretKind.of(values).formName(), "removed");
        } else if (newSealedPassword != null && !newSealedPassword.equals(sealedPassword)) {
            changes.put(SecretKind.of(to).formName(), "changed");
        }
        values = to;
        sealedPassword = newSealedPassword;
        return new MailSettingsChanged(to.host() == null ? "" : to.host(), Map.copyOf(changes));
    }

    /** The same secret under another key. */
    void sealedAnew(String sealed) {
        sealedPassword = sealed;
    }
}
