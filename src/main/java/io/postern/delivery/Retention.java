package io.postern.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes what has been finished for long, in statements so small that nobody waits for them. */
@Component
class Retention {

    private static final int AT_ONCE = 500;

    /** Rows of people who don't exist say nothing to anybody after a day. */
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final Clock clock;

    Retention(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    void tidy() {
        Instant now = clock.instant();
        deleteFinishedBefore(now.minus(properties.retention()), "");
        deleteFinishedBefore(now.minus(UNKNOWN), " and state = 'DROPPED' and user_id is null");
    }

    private void deleteFinishedBefore(Instant end, String which) {
        int deleted;
        do {
            deleted = jdbc.sql("delete from delivery where id in (select id from delivery where finished_at < ?" + which
                            + " order by finished_at fetch first " + AT_ONCE + " rows only)")
                    .param(Timestamp.from(end))
                    .update();
        } while (deleted == AT_ONCE);
    }
}
