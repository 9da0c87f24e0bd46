package io.postern.mail.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a number of the settings may be, in the form as in what is stored. */
public record NumberRange(int least, int most) {

    public static final NumberRange PORT = new NumberRange(1, 65535);
    public static final NumberRange SECONDS = new NumberRange(1, 120);
    public static final NumberRange CONNECTIONS = new NumberRange(1, 10);
    public static final NumberRange PER_MINUTE = new NumberRange(1, 100_000);

    public boolean has(int number) {
        return number >= least && number <= most;
    }

    /** A blank one is as good as any. */
    boolean admits(@Nullable Integer number) {
        return number == null || has(number);
    }

    public boolean has(Duration seconds) {
        return seconds.toSeconds() >= least && seconds.toSeconds() <= most;
    }
}
