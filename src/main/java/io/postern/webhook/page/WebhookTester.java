package io.postern.webhook.page;

import io.postern.installation.Installation;
import io.postern.outbound.HttpOutcome;
import io.postern.ratelimit.RateLimiter;
import io.postern.webhook.WebhookCaller;
import io.postern.webhook.WebhookOutcome;
import io.postern.webhook.WebhookSettings;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.WebhookTarget;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes one call now, and reports the answer. It is not queued. */
@Component
class WebhookTester {

    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final WebhookSettings settings;
    private final WebhookCaller caller;
    private final WebhookStatus webhookStatus;
    private final Installation installation;
    private final MessageSource messages;
    private final RateLimiter rateLimiter;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WebhookTester(
            WebhookSettings settings,
            WebhookCaller caller,
            WebhookStatus webhookStatus,
            Installation installation,
            MessageSource messages,
            RateLimiter rateLimiter,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.caller = caller;
        this.webhookStatus = webhookStatus;
        this.installation = installation;
        this.messages = messages;
        this.rateLimiter = rateLimiter;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param problem a code for which there is the text {@code webhook.problem.<code>}; null when the call got through
     * @param status of HTTP, null when nobody answered
     * @param text the beginning of what the receiver said, to be escaped like any text
     */
    record Result(@Nullable String problem, @Nullable Integer status, String text) {

        static Result refused(String problem) {
            return new Result(problem, null, "");
        }
    }

    Result run() {
        if (!(settings.target() instanceof WebhookTarget.Ready target)) {
            return Result.refused("no-webhook");
        }
        if (!rateLimiter.tryAcquire("webhook-test", MOST, WINDOW)) {
            return Result.refused("too-many-tests");
        }
        try {
            HttpOutcome answer = caller.call(target, UUID.randomUUID(), body());
            WebhookOutcome outcome = WebhookOutcome.of(answer);
            events.publishEvent(WebhookTested.of(target.url().origin(), outcome.summary()));
            if (outcome.problem() == null) {
                webhookStatus.retryNow();
            }
            String text = answer instanceof HttpOutcome.Answered answered ? answered.text() : "";
            return new Result(outcome.problem(), outcome.status(), text);
        } catch (IOException ending) {
            return Result.refused(HttpOutcome.Reason.TIMED_OUT.code());
        }
    }

    private String body() {
        String name = installation.current().name();
        Locale language = installation.current().defaultLanguage();
        ObjectNode body = json.createObjectNode();
        body.put("type", "webhook.test");
        body.put("timestamp", clock.instant().toString());
        body.put(
                "text",
                Optional.ofNullable(messages.getMessage("webhook.test.text", new Object[] {name}, "", language))
                        .orElse(""));
        body.putObject("data").put("installation", name);
        return json.writeValueAsString(body);
    }
}
