package io.postern.system;

import io.postern.database.DatabaseLocation;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The disk of the embedded database. That of another database can't be seen from here. */
@Component
class DatabaseDisk {

    private static final Logger log = LoggerFactory.getLogger(DatabaseDisk.class);

    static final long MEGABYTE = 1024 * 1024;

    /** Nearly full is a disk with less than a tenth free, and less than this. */
    private static final long MUCH = 1024 * MEGABYTE;

    private static final int TENTH = 10;

    private final DatabaseLocation location;

    DatabaseDisk(DatabaseLocation location) {
        this.location = location;
    }

    /** In bytes. */
    record NearlyFull(Path file, long free) {}

    Optional<NearlyFull> nearlyFull() {
        if (!(location instanceof DatabaseLocation.EmbeddedFile database)) {
            return Optional.empty();
        }
        try {
            FileStore disk = Files.getFileStore(database.dataFile());
            long free = disk.getUsableSpace();
            return free < MUCH && free < disk.getTotalSpace() / TENTH
                    ? Optional.of(new NearlyFull(database.dataFile(), free))
                    : Optional.empty();
        } catch (IOException unknown) {
            log.debug("The free room on the disk is unknown", unknown);
            return Optional.empty();
        }
    }
}
