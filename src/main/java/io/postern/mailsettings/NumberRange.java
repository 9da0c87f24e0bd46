package io.postern.mailsettings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a number of the settings may be, in the form as in what is stored. */
record NumberRange(int least, int most) {

    static final NumberRange PORT = new NumberRange(1, 65535);
    static final NumberRange SECONDS = new NumberRange(1, 120);
    static final NumberRange CONNECTIONS = new NumberRange(1, 10);
    static final NumberRange PER_MINUTE = new NumberRange(1, 100_000);

    boolean has(int number) {
        return number >= least && number <= most;
    }

    /** A blank one is as good as any. */
    boolean admits(@Nullable Integer number) {
        return number == null || has(number);
    }

    boolean has(Duration seconds) {
        return seconds.toSeconds() >= least && seconds.toSeconds() <= most;
    }
}
