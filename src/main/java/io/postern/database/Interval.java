package io.postern.database;

import java.time.Duration;
import java.time.Instant;

/** A time in which something is not done, or is known. It is over as well when the clock is set back, or it could last for years. */
public record Interval(Instant from, Instant until) {

    public static final Interval OVER = new Interval(Instant.MIN, Instant.MIN);

    public static Interval of(Duration length, Instant now) {
        return new Interval(now, now.plus(length));
    }

    public boolean lastsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
