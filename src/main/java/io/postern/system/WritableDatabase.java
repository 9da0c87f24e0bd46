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
 * Whether the database can be written to: its disk may be full, or it may have become a standby, and still be read. Nothing is
 * written to find out, until a write has failed; then a small one is tried each time, since nobody may send requests any more
 * whose writes would show that all is well again.
 */
@Component("writable")
class WritableDatabase implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(WritableDatabase.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final DatabaseFaults faults;
    private final RateLimiter rateLimiter;
    private final JdbcClient jdbc;
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

    /** PostgreSQL changes a row within its page though the disk is full; a new table needs a page that was not there. */
    private void writeNewPage() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("create temporary table if not exists write_after_failure as select 1 as n")
                    .update();
            jdbc.sql("drop table write_after_failure").update();
        });
    }
}
