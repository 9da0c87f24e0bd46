package io.postern.webhook;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where a feature leaves what the webhook is to tell. The row joins the caller's transaction: both the change and its call, or neither. */
@Component
public class Webhook {

    /** Beyond it, another call would tell nobody anything. */
    private static final int MOST_WAITING = 10_000;

    private final WebhookSettings settings;
    private final WebhookQueue queue;

    Webhook(WebhookSettings settings, WebhookQueue queue) {
        this.settings = settings;
        this.queue = queue;
    }

    /**
     * Queues a call, if there is a webhook.
     *
     * @param event at most 40 characters
     * @param body JSON of at most 20,000 characters; asked for only when there is a webhook
     * @return whether it was queued
     */
    public boolean enqueue(String event, Supplier<String> body) {
        if (!settings.isSet() || queue.waiting(MOST_WAITING) == MOST_WAITING) {
            return false;
        }
        queue.insert(event, body.get());
        return true;
    }
}
