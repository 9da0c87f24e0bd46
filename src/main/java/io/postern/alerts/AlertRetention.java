package io.postern.alerts;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes alerts that have not occurred for long, in portions that lock nobody out. */
@Component
class AlertRetention {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final AlertProperties properties;
    private final Clock clock;

    AlertRetention(JdbcClient jdbc, AlertProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    void tidy() {
        int deleted;
        do {
            deleted = jdbc.sql("delete from alert where id in (select id from alert where last_at < ? order by id"
                            + " fetch first " + AT_ONCE + " rows only)")
                    .param(Timestamp.from(clock.instant().minus(properties.retention())))
                    .update();
        } while (deleted == AT_ONCE);
    }
}
