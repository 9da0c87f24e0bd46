package io.postern.alerts.settings;

import io.postern.mail.AlertMailSwitch;
import java.time.LocalTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Saves what stands on one page and in two tables: all of it or nothing. */
@Component
class AlertSettingsService {

    private final AlertSettings settings;
    private final AlertMailSwitch mails;
    private final TransactionOperations transaction;

    AlertSettingsService(AlertSettings settings, AlertMailSwitch mails, TransactionOperations transaction) {
        this.settings = settings;
        this.mails = mails;
        this.transaction = transaction;
    }

    /** What is stored. */
    record Seen(AlertSettings.Stored alerts, AlertMailSwitch.State mails) {

        String version() {
            return alerts.version() + "-" + mails.version();
        }
    }

    Seen seen() {
        return new Seen(settings.stored(), mails.state());
    }

    /** Saves what was checked; false when somebody else saved since. */
    boolean save(AlertSettingsForm form, LocalTime digestTime, Seen seen) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean saved = settings.change(digestTime, seen.alerts())
                    && (form.alertEmailsEnabled() == seen.mails().enabled()
                            || mails.change(form.alertEmailsEnabled(), seen.mails()));
            if (!saved) {
                status.setRollbackOnly();
            }
            return saved;
        }));
    }
}
