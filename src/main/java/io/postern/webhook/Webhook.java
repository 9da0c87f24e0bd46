package io.postern.webhook;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where a feature leaves what the webhooks tell. The rows join the caller's transaction: both the change and its calls, or neither. */
@Component
public class Webhook {

    /** So many calls say enough. */
    private static final int MOST_WAITING = 10_000;

    private final Webhooks webhooks;
    private final WebhookQueue queue;

    Webhook(Webhooks webhooks, WebhookQueue queue) {
        this.webhooks = webhooks;
        this.queue = queue;
    }

    /**
     * Queues a call for each webhook that wants it.
     *
     * @param event at most 40 characters
     * @param severity its rank
     * @param body JSON of at most 20,000 characters; asked for only when there is such a webhook
     * @return whether it was queued
     */
    public boolean enqueue(String event, int severity, String component, Supplier<String> body) {
        List<Long> wanting = webhooks.all().stream()
                .filter(webhook -> webhook.choices().wants(severity, component))
                .map(StoredWebhook::id)
                .filter(id -> queue.waiting(id, MOST_WAITING) < MOST_WAITING)
                .toList();
        if (wanting.isEmpty()) {
            return false;
        }
        String told = body.get();
        wanting.forEach(id -> queue.insert(id, event, told));
        return true;
    }
}
