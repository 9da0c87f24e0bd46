package io.postern.alerts;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.webhook.PlainText;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The body of a webhook call about an alert: JSON in the language of the installation. */
@Component
class AlertPayload {

    static final String RAISED = "alert.raised";
    static final String RESOLVED = "alert.resolved";

    private final AlertMessages messages;
    private final Installation installation;
    private final JsonMapper json;
    private final Clock clock;

    AlertPayload(AlertMessages messages, Installation installation, JsonMapper json, Clock clock) {
        this.messages = messages;
        this.installation = installation;
        this.json = json;
        this.clock = clock;
    }

    String toJson(String event, Alert alert) {
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

    /** All of it in one line, for chats that show a field of this name. */
    private String line(Alert alert, String name, Locale language) {
        String severity = messages.message(alert.severity().messageKey(), language);
        String component = messages.component(alert.component(), language);
        String text = messages.text(alert.text(), language);
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
