package io.postern.webhook.worker;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookCall;
import io.postern.webhook.WebhookQueue;
import io.postern.webhook.WebhookStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what became of one call, and what that says about the receiver. */
@Component
class WebhookOutcomeRecorder {

    /** A receiver that fails is tried at least this often. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private final WebhookQueue queue;
    private final WebhookStatus webhookStatus;
    private final RetrySchedule retries;
    private final DatabaseTime clock;

    WebhookOutcomeRecorder(WebhookQueue queue, WebhookStatus webhookStatus, RetrySchedule retries, DatabaseTime clock) {
        this.queue = queue;
        this.webhookStatus = webhookStatus;
        this.retries = retries;
        this.clock = clock;
    }

    @Transactional
    public void record(WebhookCall call, UUID owner, StoredWebhook webhook, WebhookOutcome outcome) {
        Integer status = outcome.status();
        if (outcome.problem() == null && status != null) {
            if (queue.sent(call.id(), owner, status)) {
                webhookStatus.recovered(webhook.id());
            }
            return;
        }
        Instant now = clock.instant();
        String problem = String.valueOf(outcome.problem());
        Duration asked = outcome.retryAfter();
        Instant due = now.plus(asked == null ? retries.after(call.attempts() + 1) : shorter(asked));
        if (queue.failed(call.id(), owner, status, problem, due)) {
            Duration pause = asked == null
                    ? retries.after(webhookStatus.current(webhook.id()).failures() + 1)
                    : asked;
            Instant held = now.plus(shorter(pause));
            webhookStatus.failed(webhook.id(), webhook.destination(), problem, outcome.receiverFails() ? held : null);
        }
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST_HOLD) < 0 ? pause : LONGEST_HOLD;
    }
}
