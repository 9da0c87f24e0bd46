package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RetryScheduleTests {

    private final RetrySchedule schedule = new RetrySchedule(new Random(1));

    @Test
    void thePauseDoublesFromThirtySecondsToThirtyMinutes() {
        long[] seconds = {30, 60, 120, 240, 480, 960, 1800, 1800};
        for (int i = 0; i < seconds.length; i++) {
            assertThat(schedule.after(i + 1))
                    .isBetween(Duration.ofSeconds(seconds[i]), Duration.ofMillis(seconds[i] * 1200));
        }
        assertThat(schedule.after(1_000_000)).isLessThanOrEqualTo(Duration.ofMinutes(36));
    }

    @Tag("case-94")
    @Test
    void whatFailedTogetherDoesNotComeBackTogether() {
        assertThat(java.util.stream.Stream.generate(() -> schedule.after(3))
                        .limit(100)
                        .distinct()
                        .count())
                .isGreaterThan(90);
    }
}
