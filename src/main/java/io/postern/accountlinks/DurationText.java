package io.postern.accountlinks;

import java.time.Duration;

/** A duration in a letter: in the largest unit of which it is a whole number, so that it is exact. */
record DurationText(String messageKey, long count) {

    /** One day or hour is said in the smaller unit, so that no text needs a singular. */
    private static final int LEAST = 2;

    static DurationText of(Duration duration) {
        if (duration.toDays() >= LEAST && duration.equals(Duration.ofDays(duration.toDays()))) {
            return new DurationText("accountlinks.mail.days", duration.toDays());
        }
        if (duration.toHours() >= LEAST && duration.equals(Duration.ofHours(duration.toHours()))) {
            return new DurationText("accountlinks.mail.hours", duration.toHours());
        }
        return new DurationText("accountlinks.mail.minutes", duration.toMinutes());
    }
}
