package io.postern.outbound;

import io.postern.net.Coded;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call of {@link GuardedHttpClient}. */
public sealed interface HttpOutcome {

    /**
     * A server answered.
     *
     * @param status of HTTP, whatever it is
     * @param text the beginning of the answer's body in a form that may be shown, at most 2 kB
     * @param retryAfter how long the server wants no further request; null when it does not say
     */
    record Answered(int status, String text, @Nullable Duration retryAfter) implements HttpOutcome {

        public Answered(int status, String text) {
            this(status, text, null);
        }
    }

    /** No server answered, or none that speaks HTTP. */
    record Unanswered(Reason reason) implements HttpOutcome {}

    /** Why there is no answer. */
    enum Reason implements Coded {
        ADDRESS_REFUSED,
        HOST_UNKNOWN,
        NOT_REACHED,
        PROXY_FAILED,
        TLS_FAILED,
        TIMED_OUT,
        /** The connection ended early, or the answer was not HTTP. */
        NO_HTTP
    }
}
