package io.postern.system;

import io.postern.database.DatabaseFaults;
import io.postern.ratelimit.RateLimiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether the database takes writes. With a full disk, or as a standby, it can still be read. Nothing is written to find out until a
 * write has failed. Then each check tries a small write, since there may be no requests any more whose writes would show that all is
 * well again.
 */
@Component("writable")
class WritableDatabase implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(WritableDatabase.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final DatabaseFaults faults;
    private final RateLimiter rateLimiter;
    private final JdbcClient jdbc;
    /** For a boundary within a method: both statements need the same connection, and a failure is caught outside. */
    private final TransactionTemplate transaction;

    WritableDatabase(DatabaseFaults faults, RateLimiter rateLimiter, JdbcClient jdbc, TransactionTemplate transaction) {
        this.faults = faults;
        this.rateLimiter = rateLimiter;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Health health() {
        return !faults.hasWriteFailed() || canWrite()
                ? Health.up().build()
                : Health.down().build();
    }

    private boolean canWrite() {
        try {
            rateLimiter.tryAcquire("write-after-failure", Integer.MAX_VALUE, WINDOW);
            writeNewPage();
            faults.writeWorked();
            return true;
        } catch (RuntimeException notYet) {
            log.debug("The database still takes no writes", notYet);
            return false;
        }
    }

    /** With a full disk, PostgreSQL can still change a row within its page. A new table needs a new page. */
    private void writeNewPage() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("create temporary table if not exists write_after_failure as select 1 as n")
                    .update();
            jdbc.sql("drop table write_after_failure").update();
        });
    }
}
