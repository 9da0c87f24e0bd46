package io.postern.mail.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of mails within an hour.
 *
 * @param accepted how many the server took, by how long they had taken since somebody asked for them: the key is {@link #STEPS} times
 *     the natural logarithm of the seconds
 */
record Hour(Instant start, SortedMap<Integer, Integer> accepted, int refused) {

    /** How finely durations are told apart: a step is a tenth. */
    static final int STEPS = 10;

    /** What is shorter is not told apart: a hundredth of a second. */
    static final double SHORTEST = 0.01;

    static Hour empty(Instant start) {
        return new Hour(start, new TreeMap<>(), 0);
    }

    int sent() {
        return accepted.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Nullable
    Duration median() {
        return median(Stream.of(this));
    }

    /** Half of the mails took no longer; null where none was accepted. */
    static @Nullable Duration median(Stream<Hour> hours) {
        SortedMap<Integer, Integer> all = new TreeMap<>();
        hours.forEach(hour -> hour.accepted().forEach((step, mails) -> all.merge(step, mails, Integer::sum)));
        int half = (all.values().stream().mapToInt(Integer::intValue).sum() + 1) / 2;
        int passed = 0;
        for (Map.Entry<Integer, Integer> step : all.entrySet()) {
            passed += step.getValue();
            if (passed >= half) {
                return Duration.ofMillis(Math.round(Math.exp((double) step.getKey() / STEPS) * 1000));
            }
        }
        return null;
    }
}
