package io.postern.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Asks whether the kind of a request can be felt in how long its answer takes. Each round has a positive control: the first kind
 * once more, answered a little later. A round that does not tell the control apart is too coarse to say anything of the others; in
 * the next one the control is answered twice as late.
 */
public final class Timings {

    /** The share of equal distributions that differ so much by chance. */
    private static final double SIGNIFICANT = 0.01;

    /** A real difference shows each time, chance does not. */
    private static final int ROUNDS = 4;

    /** How much later the control is answered in the first round, as a share of the usual time. */
    private static final double LATER = 0.25;

    private static final int WARM_UP = 11;
    private static final String CONTROL = "(control)";
    private static final long SEED = Seed.or(20260501);

    private final Stopwatch stopwatch;
    private final Random random;

    Timings(Stopwatch stopwatch, Random random) {
        this.stopwatch = stopwatch;
        this.random = random;
    }

    /** Prepares a request of a kind; only what is returned is timed. */
    @FunctionalInterface
    public interface Requests {
        Runnable prepared(String kind);
    }

    interface Stopwatch {
        long nanos();

        void await(long nanos);
    }

    /**
     * Fails when in every round some kind differs from the first one, or when no round could have shown it.
     *
     * @param each how often each kind is asked for in a round; kinds take turns, in random order
     */
    public static void assertIndistinguishable(List<String> kinds, int each, Requests requests) {
        new Timings(new SystemStopwatch(), new Random(SEED)).compare(kinds, each, requests);
    }

    void compare(List<String> kinds, int each, Requests requests) {
        long later = (long) (LATER * usual(kinds.get(0), requests));
        List<Map<String, Double>> seen = new ArrayList<>();
        boolean telling = false;
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Double> found = round(kinds, each, requests, later);
            seen.add(found);
            if (found.get(CONTROL) <= SIGNIFICANT) {
                telling = true;
                if (kinds.stream().skip(1).allMatch(kind -> found.get(kind) > SIGNIFICANT)) {
                    return;
                }
            } else {
                later *= 2;
            }
        }
        String failure = telling ? "told apart by time" : "too coarse to tell apart what is " + later + " ns later";
        throw new AssertionError(failure + " from " + kinds.get(0) + ", p = " + seen + ", seed " + SEED);
    }

    private long usual(String kind, Requests requests) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP; i++) {
            times.add(time(requests.prepared(kind), 0));
        }
        Collections.sort(times);
        return times.get(WARM_UP / 2);
    }

    private Map<String, Double> round(List<String> kinds, int each, Requests requests, long later) {
        String first = kinds.get(0);
        List<String> turn = new ArrayList<>(kinds);
        turn.add(CONTROL);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int i = 0; i < each; i++) {
            Collections.shuffle(turn, random);
            for (String kind : turn) {
                boolean control = kind.equals(CONTROL);
                long time = time(requests.prepared(control ? first : kind), control ? later : 0);
                times.computeIfAbsent(kind, none -> new ArrayList<>()).add(time);
            }
        }
        List<Long> compared = times.remove(first);
        Map<String, Double> found = new LinkedHashMap<>();
        times.forEach((kind, sample) -> found.put(kind, MannWhitney.p(compared, sample)));
        return found;
    }

    private long time(Runnable request, long later) {
        long start = stopwatch.nanos();
        request.run();
        stopwatch.await(later);
        return stopwatch.nanos() - start;
    }

    private static final class SystemStopwatch implements Stopwatch {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        /** Sleeping would be too coarse. */
        @Override
        public void await(long nanos) {
            for (long start = nanos(); nanos() - start < nanos; ) {
                Thread.onSpinWait();
            }
        }
    }
}
