package io.postern.installation;

import io.postern.database.ConnectionAvailability;
import io.postern.web.DefaultLanguage;
import io.postern.web.DisplayZone;
import io.postern.web.InstallationName;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is true of this installation. Read from the database at each call, one row by its key, so that every instance knows at
 * once what was saved at another; a second later where every request asks.
 */
@Component
public class Installation implements DefaultLanguage, DisplayZone, InstallationName {

    /** What the forms of the settings pages have in common: the one row that they change. */
    static final String FORM = "installation";

    private static final Duration RECENT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final InstallationRepository row;
    private final @Nullable URI givenPublicUrl;
    private final ConnectionAvailability connection;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The settings as they were read last, and the {@link System#nanoTime} from before that. */
    private record Known(InstallationSettings settings, long readAt) {}

    /** For pages that must be shown while the database is away, and for {@link #recent}. */
    private volatile @Nullable Known lastKnown;

    /** What was read before is no longer recent: it was changed here. */
    private volatile long changedAt = System.nanoTime();

    /** Until then the database need not be asked for what is known: it did not answer, and to learn that takes long. */
    private volatile long silentUntil = System.nanoTime();

    Installation(
            InstallationRepository row,
            InstallationProperties properties,
            ConnectionAvailability connection,
            ApplicationEventPublisher events,
            Clock clock) {
        this.row = row;
        this.givenPublicUrl = properties.publicUrl() == null ? null : URI.create(properties.publicUrl());
        this.connection = connection;
        this.events = events;
        this.clock = clock;
    }

    public InstallationSettings current() {
        long readAt = System.nanoTime();
        InstallationSettings stored = row().settings();
        InstallationSettings current = givenPublicUrl == null
                ? stored
                : new InstallationSettings(
                        givenPublicUrl,
                        stored.name(),
                        stored.defaultLanguage(),
                        stored.timeZone(),
                        stored.minimumPasswordLength());
        lastKnown = new Known(current, readAt);
        silentUntil = readAt;
        return current;
    }

    /** For what is asked all the time: at most a second old, and never older than a change that this instance saved. */
    public InstallationSettings recent() {
        Known known = lastKnown;
        long oldest = System.nanoTime() - RECENT.toNanos();
        return known != null && known.readAt() - oldest > 0 && known.readAt() - changedAt > 0
                ? known.settings()
                : current();
    }

    /** {@link InstallationSettings#link} as of now. */
    public Optional<URI> link(String path) {
        return current().link(path);
    }

    /** Whether the first administrator was created; independent of how many users there are. */
    public boolean isSetUp() {
        return row().isSetUp();
    }

    /**
     * Marks the installation as set up, in the caller's transaction.
     *
     * @param publicUrl the public address that was confirmed, in normal form; null leaves it as it is
     * @return whether this call did it; false when it was done before, or by another at the same time
     */
    @Transactional
    public boolean markSetUp(@Nullable URI publicUrl) {
        noteChange();
        return row.markSetUp(clock.instant(), publicUrl == null ? null : publicUrl.toString()) == 1;
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

    /** The address that the process was given, which the page can't change. */
    Optional<URI> givenPublicUrl() {
        return Optional.ofNullable(givenPublicUrl);
    }

    Stored stored() {
        StoredInstallation stored = row();
        return new Stored(stored.settings(), stored.version());
    }

    /** Saves new settings, unless others were saved since the version that the caller saw; a null version overwrites. */
    @Transactional
    boolean change(InstallationSettings to, @Nullable Long seen) {
        StoredInstallation stored = row();
        if (seen != null && seen != stored.version()) {
            return false;
        }
        Map<String, String> changes = stored.change(to);
        if (!changes.isEmpty()) {
            noteChange();
            row.saveAndFlush(stored);
            events.publishEvent(new InstallationChanged(to.name(), changes));
        }
        return true;
    }

    private StoredInstallation row() {
        return row.findById(StoredInstallation.ID)
                .orElseThrow(() -> new IllegalStateException("the row of the installation is missing"));
    }

    /** Others read the old row until the transaction ends. */
    private void noteChange() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                changedAt = System.nanoTime();
            }
        });
    }

    /** The settings; the last known ones, if any, while the database is away or would have to be waited for. */
    @Nullable
    InstallationSettings known() {
        if (silentUntil - System.nanoTime() <= 0 && (lastKnown == null || connection.isAvailable())) {
            try {
                return recent();
            } catch (RuntimeException databaseIsAway) {
                // Of whichever layer it is: a database that closes itself meanwhile is told of by more than one.
                silentUntil = System.nanoTime() + SILENCE.toNanos();
            }
        }
        Known known = lastKnown;
        return known == null ? null : known.settings();
    }

    /** The settings that are stored, whatever the process was given, and their version. */
    record Stored(InstallationSettings settings, long version) {}
}
