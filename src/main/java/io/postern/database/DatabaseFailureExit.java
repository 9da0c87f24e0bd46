package io.postern.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its embedded database fails, as {@code kill -9} does. That loses nothing; a graceful stop would need the
 * database.
 */
final class DatabaseFailureExit {

    /** {@code EX_IOERR} of {@code sysexits.h}. */
    static final int EXIT_CODE = 74;

    private static final Logger log = LoggerFactory.getLogger(DatabaseFailureExit.class);

    private DatabaseFailureExit() {}

    /** Does not return. */
    static IllegalStateException end(Exception failure) {
        log.error(
                "The embedded database failed, and Postern ends with exit code {}: {}. Start it again, and it goes on with all that "
                        + "was acknowledged; while the disk is full, it waits.",
                EXIT_CODE,
                failure.getMessage());
        Runtime.getRuntime().halt(EXIT_CODE);
        return new IllegalStateException(failure);
    }
}
