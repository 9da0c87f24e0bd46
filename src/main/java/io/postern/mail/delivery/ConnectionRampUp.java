package io.postern.mail.delivery;

import io.postern.database.Interval;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many connections may be opened when mail flows again, so that a server that has just come back is not met by all that waited
 * at once, or when the server found them too many: one, and another with each batch that it took. An instance that did not open the gate itself begins a while later, each
 * at a time of its own.
 */
final class ConnectionRampUp {

    private static final int STEP = BatchSender.BATCH;
    private static final long SPREAD = Duration.ofSeconds(5).toMillis();

    private final RandomGenerator random;
    private final Clock clock;
    private Interval before = Interval.OVER;

    /** How many mails the server took since the hold, as far as that matters. */
    private int taken = Integer.MAX_VALUE;

    ConnectionRampUp(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Mail is held; said over and over. */
    synchronized void held() {
        taken = 0;
        before = Interval.of(Duration.ofMillis((long) (SPREAD * random.nextDouble())), clock.instant());
    }

    /** A mail of this instance showed that the server is back. */
    synchronized void opened() {
        before = Interval.OVER;
    }

    /** The server takes no further connection at present: another may be tried once the open ones had mails taken. */
    synchronized void crowded() {
        taken = 0;
    }

    /** The server took a mail. */
    synchronized void took() {
        if (taken < Integer.MAX_VALUE) {
            taken++;
        }
    }

    /** How many connections may be open at present. */
    synchronized int connections() {
        return before.lastsAt(clock.instant()) ? 0 : 1 + taken / STEP;
    }
}
