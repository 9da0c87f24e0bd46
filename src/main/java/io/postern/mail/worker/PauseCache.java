package io.postern.mail.worker;

import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueIntervention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Whether a person paused the queue. It is asked before each mail, so it remembers the answer: the instance where somebody paused knows
 * at once, the others within a second. All know at once when the pause is over.
 */
@Component
class PauseCache {

    private static final Duration RECENT = Duration.ofSeconds(1);

    private final QueueHold queueHold;
    private volatile LastRead lastRead = new LastRead(false, System.nanoTime() - RECENT.toNanos());

    /** What was read, and the {@link System#nanoTime} from before that. */
    private record LastRead(boolean paused, long readAt) {}

    PauseCache(QueueHold queueHold) {
        this.queueHold = queueHold;
    }

    boolean isOn() {
        LastRead before = lastRead;
        boolean recent = System.nanoTime() - before.readAt() < RECENT.toNanos();
        return (before.paused() || !recent) && read();
    }

    @TransactionalEventListener
    void on(QueueIntervention pausedPerhaps) {
        read();
    }

    private boolean read() {
        long readAt = System.nanoTime();
        boolean paused = queueHold.current().filter(QueueHold.Hold::byPerson).isPresent();
        lastRead = new LastRead(paused, readAt);
        return paused;
    }
}
