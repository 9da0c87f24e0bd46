package io.postern.mail.deliveries;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueueStatus;
import io.postern.mail.queue.QueueHold;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the status of the queue from its tables. */
@Component
class StoredQueueStatus implements QueueStatus {

    private final Deliveries deliveries;
    private final QueueHold queueHold;
    private final DatabaseTime clock;

    StoredQueueStatus(Deliveries deliveries, QueueHold queueHold, DatabaseTime clock) {
        this.deliveries = deliveries;
        this.queueHold = queueHold;
        this.clock = clock;
    }

    @Override
    public Snapshot snapshot() {
        Deliveries.Open open = deliveries.open();
        Instant oldest = deliveries.oldestDue(clock.instant()).orElse(null);
        Optional<QueueHold.Hold> hold = queueHold.current();
        return new Snapshot(
                open.queued(),
                open.sending(),
                oldest,
                hold.map(QueueHold.Hold::since).orElse(null),
                hold.map(QueueHold.Hold::problem).orElse(null),
                hold.filter(each -> !each.byPerson())
                        .map(QueueHold.Hold::nextProbe)
                        .orElse(null));
    }
}
