package io.postern.webhook;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/** A call was given up, since it did not succeed within its life. */
public record WebhookCallExpired(UUID id, String event) implements Audited {

    @Override
    public String action() {
        return "webhook.audit.expired";
    }

    @Override
    public String subject() {
        return id.toString();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("event", event);
    }
}
