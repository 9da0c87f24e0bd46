package io.postern.system;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Makes the pool give up connections to an H2 database that has closed itself, as it does when it can't write. The next connection
 * opens it anew; without this the pool would hand the dead ones out until the process ends. Named in the configuration.
 */
public final class ClosedDatabase implements SQLExceptionOverride {

    // Of org.h2.api.
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final int DATABASE_CALLED_AT_SHUTDOWN = 90121;

    // The inherited type of that name hides the annotation.
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN -> SQLExceptionOverride.Override.MUST_EVICT;
            default -> SQLExceptionOverride.Override.CONTINUE_EVICT;
        };
    }
}
