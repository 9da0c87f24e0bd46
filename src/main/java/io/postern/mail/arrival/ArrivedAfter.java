package io.postern.mail.arrival;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long after the server had taken a test mail somebody said that it had arrived. A person pressed the button, so it was there by then.
 *
 * @param duration null if the server never said that it took the mail
 */
public record ArrivedAfter(@Nullable Duration duration) {

    /** Up to this many seconds are said as seconds. */
    private static final int SECONDS = 120;

    /** The key of the sentence. Its parameter is {@link #amount}. */
    public String messageKey() {
        if (duration == null) {
            return "mail.arrival.arrived.unconfirmed";
        }
        return duration.toSeconds() <= SECONDS ? "mail.arrival.arrived.seconds" : "mail.arrival.arrived.minutes";
    }

    /** Whole seconds or minutes, at least one. */
    public long amount() {
        if (duration == null) {
            return 0;
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return Math.max(1, seconds <= SECONDS ? seconds : duration.toMinutes());
    }
}
