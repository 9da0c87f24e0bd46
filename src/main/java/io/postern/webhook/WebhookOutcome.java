package io.postern.webhook;

import io.postern.outbound.HttpOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for the call.
 *
 * @param problem a code for which there is the text {@code webhook.problem.<code>}; null when it got through
 * @param status of HTTP, null when nobody answered
 * @param receiverFails whether any other call would fare the same
 */
public record WebhookOutcome(@Nullable String problem, @Nullable Integer status, boolean receiverFails) {

    /** Request Timeout, Too Early, Too Many Requests: later, says the receiver, and means every call. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    public static WebhookOutcome of(HttpOutcome answer) {
        if (answer instanceof HttpOutcome.Answered answered) {
            int status = answered.status();
            boolean fails = status >= 500 || LATER.contains(status);
            return new WebhookOutcome(status / 100 == 2 ? null : "status", status, fails);
        }
        HttpOutcome.Unanswered unanswered = (HttpOutcome.Unanswered) answer;
        return new WebhookOutcome(unanswered.reason().code(), null, true);
    }

    /** For the trail: {@code 204} or {@code timed-out}. */
    public String summary() {
        return status == null ? String.valueOf(problem) : status.toString();
    }
}
