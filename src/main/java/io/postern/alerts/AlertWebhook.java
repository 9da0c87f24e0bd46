package io.postern.alerts;

import io.postern.webhook.Webhook;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queues webhook calls for severe alerts and for their end, in the transaction that raises or resolves the alert. */
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
        if (alert.severity().rank() < Severity.ERROR.rank() || alert.about() == AlertChannel.WEBHOOK) {
            return;
        }
        jdbc.sql("select * from alert where open_cause = ?")
                .param(alert.cause())
                .query(Alert::of)
                .optional()
                .filter(raised ->
                        webhook.enqueue(AlertPayload.RAISED, () -> payload.toJson(AlertPayload.RAISED, raised)))
                .ifPresent(queued -> jdbc.sql("update alert set webhook_notified = true where id = ?")
                        .param(queued.id())
                        .update());
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
                .forEach(alert ->
                        webhook.enqueue(AlertPayload.RESOLVED, () -> payload.toJson(AlertPayload.RESOLVED, alert)));
    }
}
