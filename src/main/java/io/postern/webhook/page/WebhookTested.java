package io.postern.webhook.page;

import io.postern.audit.Audited;
import java.util.Map;

/** A test call was made. */
record WebhookTested(String subject, Map<String, String> details) implements Audited {

    static WebhookTested of(String origin, String outcome) {
        return new WebhookTested(origin, Map.of("outcome", outcome));
    }

    @Override
    public String action() {
        return "webhook.audit.tested";
    }
}
