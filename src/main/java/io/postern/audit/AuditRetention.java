package io.postern.audit;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old lines, some at a time, so that nobody who writes one waits long. */
@Component
class AuditRetention {

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final AuditProperties properties;
    private final Clock clock;

    AuditRetention(JdbcClient jdbc, AuditProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
    void tidy() {
        Timestamp oldest = Timestamp.from(clock.instant().minus(properties.retention()));
        int deleted;
        do {
            deleted = jdbc.sql(
                            """
                            delete from audit_line where id in
                                (select id from audit_line where occurred_at < ? order by occurred_at limit ?)
                            """)
                    .params(oldest, AT_ONCE)
                    .update();
        } while (deleted == AT_ONCE);
    }
}
