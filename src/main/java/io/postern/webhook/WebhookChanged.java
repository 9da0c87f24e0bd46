package io.postern.webhook;

import io.postern.audit.Audited;
import io.postern.audit.Changes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The webhook leads somewhere else, or nowhere. Of the address, the trail gets what is no secret. */
record WebhookChanged(Map<String, String> details) implements Audited {

    static WebhookChanged of(WebhookTarget before, @Nullable WebhookUrl after) {
        String from = before instanceof WebhookTarget.Ready ready ? ready.url().origin() : null;
        String to = after == null ? null : after.origin();
        return new WebhookChanged(new Changes().note("webhookUrl", from, to).noted());
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
