package io.postern.mail.delivery;

import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueIntervention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Whether a person paused the queue: asked before each mail, so known at once to the instance where that was, and to the others
 * within a second. That the pause is over is known at once to all.
 */
@Component
class QueuePause {

    private static final Duration RECENT = Duration.ofSeconds(1);

    private final QueueHold gate;
    private volatile Known known = new Known(false, System.nanoTime() - RECENT.toNanos());

    /** What was read, and the {@link System#nanoTime} from before that. */
    private record Known(boolean paused, long readAt) {}

    QueuePause(QueueHold gate) {
        this.gate = gate;
    }

    boolean isOn() {
        Known last = known;
        boolean recent = System.nanoTime() - last.readAt() < RECENT.toNanos();
        return (last.paused() || !recent) && read();
    }

    @TransactionalEventListener
    void on(QueueIntervention pausedPerhaps) {
        read();
    }

    private boolean read() {
        long readAt = System.nanoTime();
        boolean paused = gate.hold().filter(QueueHold.Hold::byPerson).isPresent();
        known = new Known(paused, readAt);
        return paused;
    }
}
