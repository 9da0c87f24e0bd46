package io.postern.alerts;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes alerts that have not occurred for long. */
@Component
class AlertRetention {

    private final JdbcClient jdbc;
    private final AlertProperties properties;
    private final Clock clock;

    AlertRetention(JdbcClient jdbc, AlertProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    void tidy() {
        jdbc.sql("delete from alert where last_at < ?")
                .param(Timestamp.from(clock.instant().minus(properties.retention())))
                .update();
    }
}
