package io.postern.webhook.page;

import io.postern.net.Coded;
import io.postern.webhook.WebhookFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as pages show it.
 *
 * @param destination scheme, host and port; empty when the address can't be decrypted
 * @param severityKey the message that names the least severity
 * @param waiting how many calls wait
 * @param since when calls began to fail; null while they succeed
 * @param calls the newest
 */
record WebhookView(
        long id,
        State state,
        String destination,
        WebhookFormat format,
        String severityKey,
        List<String> components,
        int waiting,
        @Nullable Instant since,
        @Nullable String problem,
        List<Call> calls) {

    enum State implements Coded {
        UNREADABLE,
        WORKING,
        FAILING;

        /** {@code webhook.state.working} and so on. */
        public String messageKey() {
            return "webhook.state." + code();
        }

        /** {@code webhook.badge.working} and so on. */
        public String badgeKey() {
            return "webhook.badge." + code();
        }
    }

    /**
     * One of the calls.
     *
     * @param status of HTTP at the last attempt
     * @param problem of the last attempt
     */
    record Call(
            String id,
            String event,
            String state,
            Instant at,
            int attempts,
            @Nullable Integer status,
            @Nullable String problem) {

        /** {@code webhook.call.sent} and so on. */
        public String messageKey() {
            return "webhook.call." + state.toLowerCase(Locale.ROOT);
        }
    }
}
