package io.postern.alerts.settings;

import io.postern.audit.Audited;
import io.postern.audit.Changes;
import io.postern.mail.AlertMailSwitch;
import java.time.LocalTime;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What administrators chose about alerts. It is in two tables, this room's and that of the mail settings, and read at each call. */
@Component
public class AlertSettings {

    private final JdbcClient jdbc;
    private final AlertMailSwitch mails;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    AlertSettings(
            JdbcClient jdbc,
            AlertMailSwitch mails,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * What is stored.
     *
     * @param digestTime when the daily summary is due, in the installation's time zone
     * @param row the version of this room's table
     */
    record Stored(LocalTime digestTime, long row, AlertMailSwitch.State mails) {

        String version() {
            return row + "-" + mails.version();
        }
    }

    private record Changed(String subject, Map<String, String> details) implements Audited {

        @Override
        public String action() {
            return "alerts.audit.settings-changed";
        }
    }

    /** Without a row, the values of a new installation; saving makes a row. */
    Stored stored() {
        return jdbc.sql("select digest_time, version from alert_settings where id = 1")
                .query((row, number) -> new Stored(row.getObject(1, LocalTime.class), row.getLong(2), mails.state()))
                .optional()
                .orElseGet(() -> new Stored(LocalTime.of(7, 0), 0, mails.state()));
    }

    public LocalTime digestTime() {
        return stored().digestTime();
    }

    /** Saves all or nothing; false when somebody else saved since. */
    boolean save(boolean mailsEnabled, LocalTime digestTime, Stored seen) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean saved = change(digestTime, seen)
                    && (mailsEnabled == seen.mails().enabled() || mails.change(mailsEnabled, seen.mails()));
            if (!saved) {
                status.setRollbackOnly();
            }
            return saved;
        }));
    }

    private boolean change(LocalTime digestTime, Stored seen) {
        if (digestTime.equals(seen.digestTime())) {
            return stored().row() == seen.row();
        }
        jdbc.sql("insert into alert_settings (id, version, digest_time) select 1, ?, ?"
                        + " where not exists (select 1 from alert_settings)")
                .params(seen.row(), seen.digestTime())
                .update();
        int changed = jdbc.sql(
                        "update alert_settings set digest_time = ?, version = version + 1 where id = 1 and version = ?")
                .params(digestTime, seen.row())
                .update();
        if (changed == 1) {
            Changes changes = new Changes().note("digestTime", seen.digestTime(), digestTime);
            events.publishEvent(new Changed("digestTime", changes.noted()));
        }
        return changed == 1;
    }
}
