package io.postern.testing;

/** The seed of what a test leaves to chance. {@code -Dtest.seed=...} gives it, so that a printed one can be had again. */
public final class Seed {

    private static final String PROPERTY = "test.seed";

    private Seed() {}

    /** The one that was given, or else this one. */
    public static long or(long usual) {
        return Long.getLong(PROPERTY, usual);
    }

    /** The one that was given, or else another one each time; printed, so that it is known however the test ends. */
    public static long printed(String test) {
        long seed = or(System.nanoTime());
        System.out.println(test + " can be run again with -D" + PROPERTY + "=" + seed);
        return seed;
    }
}
