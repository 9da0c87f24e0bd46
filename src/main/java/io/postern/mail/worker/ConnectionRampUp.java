package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.database.Interval;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many connections may be open after the queue was held, or after the server found them too many: one at first, and one more for
 * each batch that the server took. So a server that has just come back does not get everything at once. An instance whose own probe
 * did not lift the hold begins after a random time of up to five seconds.
 */
final class ConnectionRampUp {

    private static final int STEP = BatchSender.BATCH;
    private static final long SPREAD = Duration.ofSeconds(5).toMillis();

    private final RandomGenerator random;
    private final DatabaseTime clock;
    private Interval delay = Interval.OVER;

    /** How many mails the server took since the hold, as far as that matters. */
    private int accepted = Integer.MAX_VALUE;

    /** How often in a row the server turned this instance away, taking no mail in between. */
    private int turnedAway;

    ConnectionRampUp(RandomGenerator random, DatabaseTime clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Mail is held; called at each tick. */
    synchronized void held() {
        accepted = 0;
        delay = Interval.of(Duration.ofMillis((long) (SPREAD * random.nextDouble())), clock.instant());
    }

    /** A mail of this instance showed that the server is back. */
    synchronized void recovered() {
        delay = Interval.OVER;
    }

    /** The server takes no further connection for now. Another is tried once it took mails over the open ones. */
    synchronized void tooManyConnections() {
        accepted = 0;
    }

    /** The server took no mail, as if it were busy. True if that happened before, and no mail was taken in between. */
    synchronized boolean turnedAwayAgain() {
        turnedAway++;
        return turnedAway > 1;
    }

    /** The server took a mail. */
    synchronized void accepted() {
        turnedAway = 0;
        if (accepted < Integer.MAX_VALUE) {
            accepted++;
        }
    }

    /** How many connections may be open now. */
    synchronized int connections() {
        return delay.lastsAt(clock.instant()) ? 0 : 1 + accepted / STEP;
    }
}
