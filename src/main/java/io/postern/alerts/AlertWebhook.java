package io.postern.alerts;

import io.postern.webhook.Webhook;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queues webhook calls for alerts and for their end, in the transaction that raises or resolves the alert. */
@Component
class AlertWebhook {

    private final JdbcClient jdbc;
    private final Webhook webhook;
    private final AlertPayload payload;

    AlertWebhook(JdbcClient jdbc, Webhook webhook, AlertPayload payload) {
        this.jdbc = jdbc;
        this.webhook = webhook;
        this.payload = payload;
    }

    /** The alert is new, or more severe than before. */
    void raised(NewAlert alert) {
        boolean queued = alert.about() != AlertChannel.WEBHOOK
                && webhook.enqueue(
                        AlertPayload.RAISED,
                        alert.severity().rank(),
                        alert.component(),
                        () -> payload.toJson(AlertPayload.RAISED, open(alert.cause())));
        if (queued) {
            jdbc.sql("update alert set webhook_notified = true where open_cause = ?")
                    .param(alert.cause())
                    .update();
        }
    }

    private Alert open(String cause) {
        return jdbc.sql("select * from alert where open_cause = ?")
                .param(cause)
                .query(Alert::of)
                .single();
    }

    /** All that is open of a cause is over now. */
    void resolved(String cause, Instant now) {
        jdbc
                .sql("select * from alert where cause = ? and resolved_at is null and webhook_notified for update")
                .param(cause)
                .query(Alert::of)
                .list()
                .stream()
                .map(alert -> alert.resolved(now))
                .forEach(alert -> webhook.enqueue(
                        AlertPayload.RESOLVED,
                        alert.severity().rank(),
                        alert.component(),
                        () -> payload.toJson(AlertPayload.RESOLVED, alert)));
    }
}
