package io.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Hears each error of the database. The pool gives up connections that can't write any more. A write that failed because the disk is
 * full or the database read-only is remembered, since reading does not show that.
 */
@Component
public class DatabaseFaults implements SQLExceptionOverride, BeanPostProcessor {

    // Of org.h2.api.
    private static final int IO_EXCEPTION = 90028;
    private static final int IO_EXCEPTION_OF_A_FILE = 90031;
    private static final int DATABASE_IS_READ_ONLY = 90097;
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final int DATABASE_CALLED_AT_SHUTDOWN = 90121;

    private static final Set<Integer> CLOSED = Set.of(DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN);
    private static final Set<Integer> UNWRITTEN =
            Set.of(IO_EXCEPTION, IO_EXCEPTION_OF_A_FILE, DATABASE_IS_READ_ONLY, DATABASE_IS_CLOSED);

    /** Of PostgreSQL (appendix A of its manual): the server is a standby, or was set to take no writes. */
    private static final String READ_ONLY = "25006";

    private static final String DISK_FULL = "53100";
    private static final String IO_ERROR = "58030";

    private final ConfigurableApplicationContext context;
    private volatile boolean inFileOfOurs;
    private volatile boolean writeFailed;

    DatabaseFaults(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The pool's configuration takes only a class, and this is a bean. */
    @java.lang.Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            pool.setExceptionOverride(this);
            inFileOfOurs = pool.getJdbcUrl() != null
                    && DatabaseLocation.of(pool.getJdbcUrl()) instanceof DatabaseLocation.EmbeddedFile
                    && DatabaseLocation.of(pool.getJdbcUrl()).isExclusive();
        }
        return bean;
    }

    // The inherited type of that name hides the annotation.
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        // H2 closes itself also when it has no memory for a commit or can't read; its next connection would open the
        // file again.
        if (inFileOfOurs && failure.getErrorCode() == DATABASE_IS_CLOSED && context.isActive()) {
            throw DatabaseFailureExit.end(failure);
        }
        String state = String.valueOf(failure.getSQLState());
        boolean readOnly = state.equals(READ_ONLY);
        if (readOnly
                || state.equals(DISK_FULL)
                || state.equals(IO_ERROR)
                || UNWRITTEN.contains(failure.getErrorCode())) {
            writeFailed = true;
        }
        return readOnly || CLOSED.contains(failure.getErrorCode())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }

    /** Whether a write failed, and none is known to have worked since. */
    public boolean hasWriteFailed() {
        return writeFailed;
    }

    public void writeWorked() {
        writeFailed = false;
    }
}
