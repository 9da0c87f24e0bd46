package io.postern.webhook.worker;

import io.postern.audit.AuditEntry;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookCall;
import io.postern.webhook.WebhookQueue;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.Webhooks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the calls that are due, one for each webhook in turn. While a receiver fails, it gets one call after each pause. */
@Component
class WebhookWorker {

    /** After this time, other work on the thread has its turn. */
    private static final Duration TURN = Duration.ofSeconds(20);

    private static final int EXPIRED_AT_ONCE = 100;

    private final Webhooks webhooks;
    private final WebhookQueue queue;
    private final WebhookStatus webhookStatus;
    private final WebhookCaller caller;
    private final WebhookOutcomeRecorder outcomes;
    private final ApplicationEventPublisher events;

    WebhookWorker(
            Webhooks webhooks,
            WebhookQueue queue,
            WebhookStatus webhookStatus,
            WebhookCaller caller,
            WebhookOutcomeRecorder outcomes,
            ApplicationEventPublisher events) {
        this.webhooks = webhooks;
        this.queue = queue;
        this.webhookStatus = webhookStatus;
        this.caller = caller;
        this.outcomes = outcomes;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "${postern.webhook.tick:1s}", initialDelayString = "${postern.webhook.tick:1s}")
    void callAllDue() {
        long start = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - start < TURN.toNanos()) {
            more = false;
            for (StoredWebhook webhook : webhooks.all()) {
                more |= webhook.access() != null
                        && !webhookStatus.isHeld(webhook.id())
                        && callNext(webhook, webhook.access());
            }
        }
    }

    /** Puts back the calls of dead owners, and gives up calls past their life. */
    @Scheduled(fixedDelayString = "PT15S")
    @Transactional
    void tidyQueue() {
        queue.reclaim();
        queue.lockExpired(EXPIRED_AT_ONCE).forEach(call -> {
            queue.expire(call.id());
            events.publishEvent(
                    new AuditEntry("webhook.audit.expired", call.id().toString(), Map.of("event", call.event())));
        });
    }

    /** False if nothing is due, or this process ends. */
    private boolean callNext(StoredWebhook webhook, StoredWebhook.Access access) {
        UUID owner = UUID.randomUUID();
        Optional<WebhookCall> claimed = queue.claim(webhook.id(), owner);
        if (claimed.isEmpty()) {
            return false;
        }
        WebhookCall call = claimed.get();
        try {
            outcomes.record(call, owner, webhook, caller.call(webhook, access, call.id(), call.body()));
            return true;
        } catch (IOException ending) {
            queue.release(owner);
            return false;
        }
    }
}
