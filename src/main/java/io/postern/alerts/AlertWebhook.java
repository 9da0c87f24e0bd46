package io.postern.alerts;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.webhook.PlainText;
import io.postern.webhook.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Queues webhook calls for new alerts and for their end, in the transaction that raises or resolves the alert. The body is JSON in
 * the language of the installation.
 */
@Component
class AlertWebhook {

    private static final String RAISED = "alert.raised";
    private static final String RESOLVED = "alert.resolved";

    private final JdbcClient jdbc;
    private final Webhook webhook;
    private final AlertMessages messages;
    private final Installation installation;
    private final JsonMapper json;
    private final Clock clock;

    AlertWebhook(
            JdbcClient jdbc,
            Webhook webhook,
            AlertMessages messages,
            Installation installation,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.webhook = webhook;
        this.messages = messages;
        this.installation = installation;
        this.json = json;
        this.clock = clock;
    }

    /** The alert is new, or more severe than before. */
    void raised(NewAlert alert) {
        boolean queued = alert.about() != AlertChannel.WEBHOOK
                && webhook.enqueue(
                        RAISED,
                        alert.severity().rank(),
                        alert.component(),
                        () -> toJson(
                                RAISED,
                                jdbc.sql("select * from alert where open_cause = ?")
                                        .param(alert.cause())
                                        .query(Alert::of)
                                        .single()));
        if (queued) {
            jdbc.sql("update alert set webhook_notified = true where open_cause = ?")
                    .param(alert.cause())
                    .update();
        }
    }

    /** All open alerts of a cause end now. */
    void resolved(String cause, Instant now) {
        jdbc
                .sql("select * from alert where cause = ? and resolved_at is null and webhook_notified for update")
                .param(cause)
                .query(Alert::of)
                .list()
                .stream()
                .map(alert -> alert.resolved(now))
                .forEach(alert -> webhook.enqueue(
                        RESOLVED, alert.severity().rank(), alert.component(), () -> toJson(RESOLVED, alert)));
    }

    private String toJson(String event, Alert alert) {
        InstallationSettings settings = installation.current();
        Locale language = settings.defaultLanguage();
        ObjectNode payload = json.createObjectNode();
        payload.put("type", event);
        payload.put("timestamp", clock.instant().toString());
        payload.put("text", line(alert, settings.name(), language));
        ObjectNode data = payload.putObject("data");
        data.put("installation", settings.name());
        data.put("id", alert.id());
        data.put("severity", alert.severity().name());
        data.put("component", alert.component());
        data.put("message", messages.text(alert.text(), language));
        data.put("detail", messages.detail(alert.text(), language));
        data.put("occurrences", alert.occurrences());
        data.put("firstAt", alert.firstAt().toString());
        data.put("lastAt", alert.lastAt().toString());
        data.put(
                "resolvedAt",
                alert.resolvedAt() == null ? null : alert.resolvedAt().toString());
        data.put(
                "link",
                installation
                        .link(alert.link() == null ? "/alerts" : alert.link())
                        .map(Object::toString)
                        .orElse(null));
        return json.writeValueAsString(payload);
    }

    /** All of it in one line, for chats that show the field {@code text}. */
    private String line(Alert alert, String name, Locale language) {
        String component = messages.component(alert.component(), language);
        String text = messages.text(alert.text(), language);
        String severity = messages.message(alert.severity().messageKey(), language);
        return PlainText.of(alert.lasted()
                .map(lasted -> messages.message(
                        "alerts.webhook.resolved",
                        language,
                        name,
                        messages.duration(lasted, language),
                        component,
                        text))
                .orElseGet(() -> messages.message("alerts.webhook.raised", language, name, severity, component, text)));
    }
}
