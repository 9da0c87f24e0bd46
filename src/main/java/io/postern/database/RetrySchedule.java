package io.postern.database;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to try again: after 30 s, doubling to 30 min. Jitter spreads what failed at the same time. */
public final class RetrySchedule {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The pause before the next attempt.
     *
     * @param attempts how many have failed, at least one
     */
    public Duration after(int attempts) {
        Duration pause = doubled(FIRST, LONGEST, attempts - 1);
        return pause.plusMillis((long) (pause.toMillis() * JITTER * random.nextDouble()));
    }

    /** The first duration, doubled so many times, but at most the longest. */
    public static Duration doubled(Duration first, Duration longest, int times) {
        Duration pause = first;
        for (int i = 0; i < times && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
