package io.postern.alerts;

import java.time.LocalTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What administrators chose about alerts; read from the database at each call. */
@Repository
class AlertSettings {

    private final JdbcClient jdbc;

    AlertSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the daily summary is due, in the installation's time zone. */
    LocalTime digestTime() {
        return LocalTime.parse(jdbc.sql("select digest_time from alert_settings where id = 1")
                .query(String.class)
                .single());
    }
}
