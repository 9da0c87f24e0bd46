package io.postern.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The two-sided Mann–Whitney U test, by the normal approximation with a correction for ties. */
public final class MannWhitney {

    private MannWhitney() {}

    private record Observation(long value, boolean first) {}

    /** How likely two samples of the same distribution differ at least as much as these; a sample has at least 10 values. */
    public static double p(List<Long> first, List<Long> second) {
        List<Observation> all = new ArrayList<>();
        first.forEach(value -> all.add(new Observation(value, true)));
        second.forEach(value -> all.add(new Observation(value, false)));
        all.sort(Comparator.comparingLong(Observation::value));
        double ranks = 0;
        double ties = 0;
        for (int from = 0; from < all.size(); ) {
            int to = from;
            while (to < all.size() && all.get(to).value() == all.get(from).value()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            ranks += rank
                    * all.subList(from, to).stream().filter(Observation::first).count();
            double tied = to - from;
            ties += tied * tied * tied - tied;
            from = to;
        }
        double m = first.size();
        double n = second.size();
        double u = ranks - m * (m + 1) / 2;
        double variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
        double z = Math.max(0, Math.abs(u - m * n / 2) - 0.5) / Math.sqrt(variance);
        return 2 * (1 - normal(z));
    }

    /** The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
