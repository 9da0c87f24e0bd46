package io.postern.alerts.settings;

import io.postern.audit.AuditEntry;
import io.postern.audit.Changes;
import io.postern.mail.AlertMailSwitch;
import java.time.LocalTime;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** What administrators chose about alerts. It is in two tables, this room's and that of the mail settings, and read at each call. */
@Component
public class AlertSettings {

    private final JdbcClient jdbc;
    private final AlertMailSwitch mails;
    private final ApplicationEventPublisher events;

    AlertSettings(JdbcClient jdbc, AlertMailSwitch mails, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.mails = mails;
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
    @Transactional
    boolean save(boolean mailsEnabled, LocalTime digestTime, Stored seen) {
        boolean saved = change(digestTime, seen)
                && (mailsEnabled == seen.mails().enabled() || mails.change(mailsEnabled, seen.mails()));
        if (!saved) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return saved;
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
            Map<String, String> changes = new Changes()
                    .note("digestTime", seen.digestTime(), digestTime)
                    .noted();
            events.publishEvent(new AuditEntry("alerts.audit.settings-changed", "digestTime", changes));
        }
        return changed == 1;
    }
}
