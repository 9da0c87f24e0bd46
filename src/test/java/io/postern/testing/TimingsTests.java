package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** With times that are made up. */
class TimingsTests {

    private static final List<String> KINDS = List.of("unknown", "known", "disabled");
    private static final int EACH = 100;

    /** Requests by which the usual time is found. */
    private static final int WARM_UP = 11;

    private final Random random = new Random(1);
    private final FakeStopwatch stopwatch = new FakeStopwatch();
    private final Timings timings = new Timings(stopwatch, random);

    private static final class FakeStopwatch implements Timings.Stopwatch {

        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void await(long nanos) {
            now += nanos;
        }
    }

    @Test
    void kindsThatTakeTheSameTimePass() {
        assertThatCode(() -> timings.compare(KINDS, EACH, lasting(Map.of(), 100)))
                .doesNotThrowAnyException();
    }

    @Test
    void aKindThatTakesATenthMoreIsToldApart() {
        assertThatThrownBy(() -> timings.compare(KINDS, EACH, lasting(Map.of("disabled", 100), 100)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("told apart by time from unknown");
    }

    @Test
    void failsOnTimesTooUnsteadyForTheControl() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> timings.compare(
                        KINDS,
                        EACH,
                        kind -> () -> stopwatch.await(
                                asked.getAndIncrement() < WARM_UP ? 1000 : 1000 + random.nextInt(1_000_000))))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("too coarse to tell apart");
    }

    @Test
    void preparationDoesNotCount() {
        assertThatCode(() -> timings.compare(KINDS, EACH, kind -> {
                    stopwatch.await(kind.equals("known") ? 5000 : 0);
                    return () -> stopwatch.await(1000 + random.nextInt(100));
                }))
                .doesNotThrowAnyException();
    }

    /** Each request takes 1000, what its kind takes beyond that, and a random time. */
    private Timings.Requests lasting(Map<String, Integer> beyond, int jitter) {
        return kind -> () -> stopwatch.await(1000 + beyond.getOrDefault(kind, 0) + random.nextInt(jitter));
    }
}
