package io.postern.webhook.worker;

import io.postern.outbound.HttpOutcome;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookUrl;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for the call.
 *
 * @param problem a code for which there is the text {@code webhook.problem.<code>}; null if the call succeeded
 * @param status of HTTP, null if nobody answered
 * @param receiverFails whether any other call would fare the same
 * @param retryAfter how long the receiver wants no call; null if it does not say
 * @param text the beginning of what the receiver said, to be escaped like any text
 */
public record WebhookOutcome(
        @Nullable String problem,
        @Nullable Integer status,
        boolean receiverFails,
        @Nullable Duration retryAfter,
        String text) {

    /** Request Timeout, Too Early, Too Many Requests: with these the receiver puts off every call. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** The text of an answer over plain HTTP is not shown, since anybody may have written it. */
    static WebhookOutcome of(WebhookFormat format, WebhookUrl url, HttpOutcome answer) {
        if (answer instanceof HttpOutcome.Answered answered) {
            int status = answered.status();
            boolean fails = status >= 500 || LATER.contains(status);
            return new WebhookOutcome(
                    status / 100 == 2 ? null : ReceiverDiagnosis.problem(format, status, answered.text()),
                    status,
                    fails,
                    answered.retryAfter(),
                    url.isEncrypted() ? answered.text() : "");
        }
        return unanswered(((HttpOutcome.Unanswered) answer).reason().code());
    }

    /** No call was made, or nobody answered. */
    public static WebhookOutcome unanswered(String problem) {
        return new WebhookOutcome(problem, null, true, null, "");
    }

    /** For the trail: {@code 204} or {@code timed-out}. */
    public String summary() {
        return status == null ? String.valueOf(problem) : status.toString();
    }
}
