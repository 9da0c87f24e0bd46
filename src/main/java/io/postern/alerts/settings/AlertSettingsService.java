package io.postern.alerts.settings;

import io.postern.mail.AlertMailSwitch;
import io.postern.webhook.WebhookSettings;
import java.time.LocalTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Saves what stands on one page and in three tables: all of it or nothing. */
@Component
class AlertSettingsService {

    private static final WebhookSettings.Saved STALE = new WebhookSettings.Saved(false, null);

    private final AlertSettings settings;
    private final AlertMailSwitch mails;
    private final WebhookSettings webhook;
    private final TransactionOperations transaction;

    AlertSettingsService(
            AlertSettings settings, AlertMailSwitch mails, WebhookSettings webhook, TransactionOperations transaction) {
        this.settings = settings;
        this.mails = mails;
        this.webhook = webhook;
        this.transaction = transaction;
    }

    /** What is stored. */
    record Seen(AlertSettings.Stored alerts, AlertMailSwitch.State mails, WebhookSettings.Stored webhook) {

        String version() {
            return alerts.version() + "-" + mails.version() + "-" + webhook.version();
        }
    }

    Seen seen() {
        return new Seen(settings.stored(), mails.state(), webhook.stored());
    }

    /** Saves what was checked; not done when somebody else saved since. */
    WebhookSettings.Saved save(AlertSettingsForm form, LocalTime digestTime, Seen seen) {
        WebhookSettings.Saved saved = transaction.execute(status -> {
            boolean others = settings.change(digestTime, seen.alerts())
                    && (form.alertEmailsEnabled() == seen.mails().enabled()
                            || mails.change(form.alertEmailsEnabled(), seen.mails()));
            WebhookSettings.Saved last = others ? webhook(form, seen) : STALE;
            if (!last.done()) {
                status.setRollbackOnly();
            }
            return last;
        });
        return saved == null ? STALE : saved;
    }

    private WebhookSettings.Saved webhook(AlertSettingsForm form, Seen seen) {
        String url = form.webhookUrl();
        return url == null || url.equals(seen.webhook().url())
                ? new WebhookSettings.Saved(true, null)
                : webhook.change(url, seen.webhook().version());
    }
}
