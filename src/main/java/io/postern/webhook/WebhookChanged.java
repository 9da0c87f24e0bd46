package io.postern.webhook;

import io.postern.audit.Audited;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The webhook leads somewhere else, or nowhere. Of the address, the trail gets what is no secret. */
record WebhookChanged(Map<String, String> details) implements Audited {

    static WebhookChanged of(WebhookTarget before, @Nullable WebhookUrl after) {
        String from = before instanceof WebhookTarget.Ready ready ? ready.url().origin() : "";
        return new WebhookChanged(Map.of("webhookUrl", from + " → " + (after == null ? "" : after.origin())));
    }

    @Override
    public String action() {
        return "webhook.audit.changed";
    }

    @Override
    public String subject() {
        return "webhookUrl";
    }
}
