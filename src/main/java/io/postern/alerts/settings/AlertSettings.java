package io.postern.alerts.settings;

import java.time.LocalTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What administrators chose about alerts; read from the database at each call. */
@Component
public class AlertSettings {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    AlertSettings(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * The row.
     *
     * @param digestTime when the daily summary is due, in the installation's time zone
     */
    record Stored(LocalTime digestTime, long version) {

        /** As the migration made it. */
        static final Stored UNSAVED = new Stored(LocalTime.of(7, 0), 0);
    }

    /** Where somebody deleted the row, as if nothing had been saved yet; saving cures it. */
    Stored stored() {
        return jdbc.sql("select digest_time, version from alert_settings where id = 1")
                .query((row, number) -> new Stored(row.getObject(1, LocalTime.class), row.getLong(2)))
                .optional()
                .orElse(Stored.UNSAVED);
    }

    public LocalTime digestTime() {
        return stored().digestTime();
    }

    /** Saves over what the caller saw; false when somebody else saved since. */
    @Transactional
    public boolean change(LocalTime digestTime, Stored seen) {
        if (digestTime.equals(seen.digestTime())) {
            return stored().version() == seen.version();
        }
        jdbc.sql("insert into alert_settings (id, version, digest_time) select 1, ?, ?"
                        + " where not exists (select 1 from alert_settings)")
                .params(Stored.UNSAVED.version(), Stored.UNSAVED.digestTime())
                .update();
        int changed = jdbc.sql(
                        "update alert_settings set digest_time = ?, version = version + 1 where id = 1 and version = ?")
                .params(digestTime, seen.version())
                .update();
        if (changed == 1) {
            events.publishEvent(AlertSettingsChanged.of("digestTime", seen.digestTime(), digestTime));
        }
        return changed == 1;
    }
}
