package io.postern.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Durations in nanoseconds, and what they have in common. */
record Figures(long[] sorted) {

    static Figures of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    /** In milliseconds. */
    double percentile(double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    double median() {
        return percentile(0.5);
    }

    double p99() {
        return percentile(0.99);
    }
}
