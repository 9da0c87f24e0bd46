package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's clock, read from time to time. Safe for use by several threads. */
final class PostgresqlTime implements DatabaseTime {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration DISAGREEMENT = Duration.ofMillis(500);

    private final Supplier<Instant> database;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading last;

    /** What the three clocks showed at one moment. */
    private record Reading(Instant database, Instant clock, long nanos) {

        Duration age(long now) {
            return Duration.ofNanos(now - nanos);
        }
    }

    PostgresqlTime(Supplier<Instant> database, Clock clock, LongSupplier nanoTime) {
        this.database = database;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        if (reading == null || !isGood(reading)) {
            reading = read(reading);
        }
        return reading.database().plus(reading.age(nanoTime.getAsLong()));
    }

    @Override
    public Instant read() {
        return read(null).database();
    }

    private boolean isGood(Reading reading) {
        Duration age = reading.age(nanoTime.getAsLong());
        Duration disagreement =
                Duration.between(reading.clock(), clock.instant()).minus(age).abs();
        return age.compareTo(LONGEST) < 0 && disagreement.compareTo(DISAGREEMENT) < 0;
    }

    private Reading read(@Nullable Reading before) {
        try {
            Instant shown = database.get();
            Reading reading = new Reading(shown, clock.instant(), nanoTime.getAsLong());
            last = reading;
            return reading;
        } catch (RuntimeException away) {
            if (before == null) {
                throw away;
            }
            return before;
        }
    }
}
