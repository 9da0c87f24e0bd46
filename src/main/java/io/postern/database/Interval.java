package io.postern.database;

import java.time.Duration;
import java.time.Instant;

/** A span of time within this process. It is also over when the clock shows a time before it, since it could last for years otherwise. */
public record Interval(Instant from, Instant until) {

    public static final Interval OVER = new Interval(Instant.MIN, Instant.MIN);

    public static Interval of(Duration length, Instant now) {
        return new Interval(now, now.plus(length));
    }

    public boolean lastsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
