package io.postern.installation;

import io.postern.audit.AuditEntry;
import io.postern.database.ConnectionAvailability;
import io.postern.web.FormVersion;
import io.postern.web.ShellSettings;
import java.net.URI;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.Errors;

/**
 * The settings of the installation. Each call reads the row, so an instance sees at once what another saved. {@link #recent}, for
 * what every request asks, may be a second behind.
 */
@Component
public class Installation implements ShellSettings {

    private static final String FORM = "installation";
    private static final Duration RECENT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final @Nullable URI givenPublicUrl;
    private final ConnectionAvailability connection;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The settings as last read, and the {@link System#nanoTime} before the reading. */
    private record Known(InstallationSettings settings, long readAt) {}

    /** For {@link #recent}, and for pages that have to work while the database is away. */
    private volatile @Nullable Known lastKnown;

    /** When this instance last changed the row. What it read before is no longer recent. */
    private volatile long changedAt = System.nanoTime();

    /** Until then, what is known is used without asking the database: it did not answer, and each attempt takes long. */
    private volatile long silentUntil = System.nanoTime();

    Installation(
            JdbcClient jdbc,
            InstallationProperties properties,
            ConnectionAvailability connection,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.givenPublicUrl = properties.publicUrl() == null ? null : URI.create(properties.publicUrl());
        this.connection = connection;
        this.events = events;
        this.clock = clock;
    }

    public InstallationSettings current() {
        long readAt = System.nanoTime();
        InstallationSettings stored = stored().settings();
        InstallationSettings current = givenPublicUrl == null ? stored : stored.withPublicUrl(givenPublicUrl);
        lastKnown = new Known(current, readAt);
        silentUntil = readAt;
        return current;
    }

    /** The settings, at most a second old, and never older than a change that this instance saved. */
    public InstallationSettings recent() {
        Known known = lastKnown;
        long oldest = System.nanoTime() - RECENT.toNanos();
        return known != null && known.readAt() - oldest > 0 && known.readAt() - changedAt > 0
                ? known.settings()
                : current();
    }

    /** {@link InstallationSettings#link} with the current settings. */
    public Optional<URI> link(String path) {
        return current().link(path);
    }

    /** Whether the first administrator was created; how many users there are does not matter. */
    public boolean isSetUp() {
        return stored().isSetUp();
    }

    /**
     * Marks the installation as set up, in the caller's transaction.
     *
     * @param publicUrl the public address that was confirmed, in normal form; null leaves the stored one
     * @return false when it was set up before, or by another caller at the same time
     */
    @Transactional
    public boolean markSetUp(@Nullable URI publicUrl) {
        noteChange();
        return jdbc.sql("update installation set set_up_at = :now, public_url = coalesce(:publicUrl, public_url),"
                                + " version = version + 1 where set_up_at is null")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("publicUrl", publicUrl == null ? null : publicUrl.toString(), Types.VARCHAR)
                        .update()
                == 1;
    }

    /** The default language; the last known one while the database is away. */
    @Override
    public Locale language() {
        InstallationSettings known = known();
        return known == null ? Locale.ENGLISH : known.defaultLanguage();
    }

    /** The time zone in which pages show times; the last known one while the database is away. */
    @Override
    public ZoneId zone() {
        InstallationSettings known = known();
        return known == null ? ZoneOffset.UTC : known.timeZone();
    }

    /** The name; the last known one while the database is away. */
    @Override
    public String name() {
        InstallationSettings known = known();
        return known == null ? "" : known.name();
    }

    /** The public address that the operator set. The page can't change it. */
    Optional<URI> givenPublicUrl() {
        return Optional.ofNullable(givenPublicUrl);
    }

    /**
     * Saves what a settings page changed, unless somebody else saved since its form was filled; then rejects the field
     * {@code version}. The pages share one row, and so its version.
     *
     * @param seen the version that the form names; blank overwrites
     */
    @Transactional
    boolean save(InstallationSettings to, String seen, StoredInstallation stored, Errors errors) {
        String before = Long.toString(stored.version());
        @Nullable Long version = FormVersion.parse(FormVersion.known(FORM, seen, before));
        if (change(to, version)) {
            FormVersion.saved(FORM, before, Long.toString(stored().version()));
            return true;
        }
        errors.rejectValue("version", "installation.settings.stale");
        return false;
    }

    private boolean change(InstallationSettings to, @Nullable Long seen) {
        StoredInstallation stored = stored();
        if (seen != null && seen != stored.version()) {
            return false;
        }
        Map<String, String> changes = stored.changes(to);
        if (changes.isEmpty()) {
            return true;
        }
        noteChange();
        @Nullable Instant since = to.secondFactor().since();
        int changed = jdbc.sql(
                        """
                        update installation set public_url = ?, name = ?, default_language = ?, time_zone = ?,
                            minimum_password_length = ?, second_factor = ?, second_factor_grace_days = ?,
                            second_factor_since = ?, version = version + 1 where version = ?
                        """)
                .param(to.publicUrl() == null ? null : to.publicUrl().toString())
                .param(to.name())
                .param(to.defaultLanguage().toLanguageTag())
                .param(to.timeZone().getId())
                .param(to.minimumPasswordLength())
                .param(to.secondFactor().requirement().name())
                .param(to.secondFactor().graceDays())
                .param(since == null ? null : Timestamp.from(since))
                .param(stored.version())
                .update();
        if (changed == 1) {
            events.publishEvent(new AuditEntry("installation.audit.changed", to.name(), changes));
        }
        return changed == 1;
    }

    /** What is stored, without what the operator set. */
    StoredInstallation stored() {
        return jdbc.sql("select i.*, set_up_at is not null as is_set_up from installation i")
                .query(StoredInstallation.class)
                .single();
    }

    /** Until the transaction ends, others read the old row. */
    private void noteChange() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                changedAt = System.nanoTime();
            }
        });
    }

    /** The settings; the last known ones, if any, while the database is away or would keep the caller waiting. */
    @Nullable
    InstallationSettings known() {
        if (silentUntil - System.nanoTime() <= 0 && (lastKnown == null || connection.isAvailable())) {
            try {
                return recent();
            } catch (RuntimeException databaseIsAway) {
                // Several layers report a database that closes, each with its own exception.
                silentUntil = System.nanoTime() + SILENCE.toNanos();
            }
        }
        Known known = lastKnown;
        return known == null ? null : known.settings();
    }
}
