package io.postern.webhook.page;

import io.postern.audit.AuditEntry;
import io.postern.installation.Installation;
import io.postern.outbound.HttpOutcome;
import io.postern.ratelimit.RateLimiter;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.worker.WebhookCaller;
import io.postern.webhook.worker.WebhookOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes one test call at once, without the queue. */
@Component
class WebhookTester {

    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final WebhookCaller caller;
    private final WebhookStatus webhookStatus;
    private final Installation installation;
    private final MessageSource messages;
    private final RateLimiter rateLimiter;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WebhookTester(
            WebhookCaller caller,
            WebhookStatus webhookStatus,
            Installation installation,
            MessageSource messages,
            RateLimiter rateLimiter,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.caller = caller;
        this.webhookStatus = webhookStatus;
        this.installation = installation;
        this.messages = messages;
        this.rateLimiter = rateLimiter;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    WebhookOutcome run(StoredWebhook webhook) {
        StoredWebhook.Access access = webhook.access();
        if (access == null) {
            return WebhookOutcome.unanswered("unreadable");
        }
        if (!rateLimiter.tryAcquire("webhook-test", MOST, WINDOW)) {
            return WebhookOutcome.unanswered("too-many-tests");
        }
        try {
            WebhookOutcome outcome = caller.call(webhook, access, UUID.randomUUID(), body());
            events.publishEvent(new AuditEntry(
                    "webhook.audit.tested", access.url().origin(), Map.of("outcome", outcome.summary())));
            if (outcome.problem() == null) {
                webhookStatus.retryNow(webhook.id());
            }
            return outcome;
        } catch (IOException ending) {
            return WebhookOutcome.unanswered(HttpOutcome.Reason.TIMED_OUT.code());
        }
    }

    private String body() {
        String name = installation.current().name();
        Locale language = installation.current().defaultLanguage();
        ObjectNode body = json.createObjectNode();
        body.put("type", "webhook.test");
        body.put("timestamp", clock.instant().toString());
        body.put("text", messages.getMessage("webhook.test.text", new Object[] {name}, language));
        body.putObject("data").put("installation", name);
        return json.writeValueAsString(body);
    }
}
