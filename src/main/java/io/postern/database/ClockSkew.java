package io.postern.database;

import java.time.Duration;

/** How the clocks of the instances that share a database differ. */
public final class ClockSkew {

    /** As much as they may: what is of a time further ahead was written before a clock was set back. */
    public static final Duration ALLOWED = Duration.ofMinutes(1);

    private ClockSkew() {}
}
