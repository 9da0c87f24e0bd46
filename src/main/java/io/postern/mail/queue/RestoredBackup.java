package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.OwnerOnlyFiles;
import io.postern.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recognises a database that was restored from a backup: a file that is not in the backup knows of a later attempt to send. Such a
 * database would send again what was sent after the backup. Without {@code postern.delivery.epoch-file} nothing is recognised.
 */
@Component
public class RestoredBackup {

    private static final Logger log = LoggerFactory.getLogger(RestoredBackup.class);

    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final DatabaseTime clock;
    private volatile boolean unwritable;

    RestoredBackup(JdbcClient jdbc, DeliveryProperties properties, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Whether the database is older than the file.
     *
     * @throws StartRefused where the file can't be read
     */
    public boolean isFound() {
        Path file = properties.epochFile();
        if (file == null) {
            return false;
        }
        try {
            Instant known = read(file);
            // What is longer ago may have been deleted since.
            return known.isAfter(newestAttempt().orElse(Instant.EPOCH))
                    && known.isAfter(clock.instant().minus(properties.retention()));
        } catch (IOException | DateTimeParseException failed) {
            throw unusable(file, failed);
        }
    }

    /**
     * Makes the file as old as the database, so that a backup is found once. A process that ends before this finds it again, so the
     * queue must be paused before.
     *
     * @throws StartRefused where the file can't be written
     */
    public void remember() {
        Path file = properties.epochFile();
        if (file == null) {
            return;
        }
        try {
            write(file, newestAttempt().orElse(Instant.EPOCH));
        } catch (IOException failed) {
            throw unusable(file, failed);
        }
    }

    private static StartRefused unusable(Path file, Exception failed) {
        return new StartRefused(
                "postern.delivery.epoch-file names %s, which can't be used: %s".formatted(file, failed),
                "Let the account that runs Postern read and write that file. If it holds something else, delete it.");
    }

    /** Mails were sent, and that is committed. */
    void sent() {
        Path file = properties.epochFile();
        if (file == null) {
            return;
        }
        try {
            write(file, newestAttempt().orElse(Instant.EPOCH));
            unwritable = false;
        } catch (IOException failed) {
            if (!unwritable) {
                log.error("A restored backup may not be recognised, since {} can't be written", file, failed);
            }
            unwritable = true;
        }
    }

    private Optional<Instant> newestAttempt() {
        return jdbc.sql("select max(attempted_at) from (select attempted_at from delivery_attempt"
                        + " order by id desc fetch first 1000 rows only) newest")
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    private static Instant read(Path file) throws IOException {
        return Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : Instant.EPOCH;
    }

    private static void write(Path file, Instant newest) throws IOException {
        OwnerOnlyFiles.createFolderOf(file);
        Path folder = file.toAbsolutePath().getParent();
        Path written = Files.createTempFile(folder, "postern", null, OwnerOnlyFiles.file(file));
        try {
            Files.writeString(written, newest + "\n");
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
