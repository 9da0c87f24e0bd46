package io.postern.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Asks whether the kind of a request can be felt in how long its answer takes. A request tells how long it took by itself, so that
 * its preparation does not count.
 */
public final class Timings {

    /** The share of equal distributions that differ so much by chance. */
    private static final double SIGNIFICANT = 0.01;

    /** A real difference shows each time, chance does not. */
    private static final int ROUNDS = 4;

    private static final long SEED = 20260501;

    private Timings() {}

    /** One timed request of a kind. */
    @FunctionalInterface
    public interface Timed {
        long nanos(String kind);
    }

    /** Fails when the kinds differ from the first one in every round; within a round they come in random order. */
    public static void assertIndistinguishable(
            List<String> kinds, int each, Timed request, Consumer<Integer> beforeRound) {
        Random random = new Random(SEED);
        List<Map<String, Double>> seen = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            beforeRound.accept(round);
            Map<String, Double> found = round(kinds, each, request, random);
            seen.add(found);
            if (found.values().stream().allMatch(p -> p > SIGNIFICANT)) {
                return;
            }
        }
        throw new AssertionError("told apart by time from " + kinds.get(0) + ", p = " + seen);
    }

    private static Map<String, Double> round(List<String> kinds, int each, Timed request, Random random) {
        List<String> order = new ArrayList<>();
        kinds.forEach(kind -> order.addAll(Collections.nCopies(each, kind)));
        Collections.shuffle(order, random);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (String kind : order) {
            times.computeIfAbsent(kind, first -> new ArrayList<>()).add(request.nanos(kind));
        }
        Map<String, Double> found = new LinkedHashMap<>();
        for (String kind : kinds.subList(1, kinds.size())) {
            found.put(kind, MannWhitney.p(times.get(kinds.get(0)), times.get(kind)));
        }
        return found;
    }
}
