package io.postern.mail.deliveries;

import io.postern.database.DatabaseTime;
import io.postern.mail.queue.QueueHold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what pages show of the queue. */
@Component
class QueueViews {

    private final Deliveries deliveries;
    private final QueueHold queueHold;
    private final DatabaseTime clock;

    QueueViews(Deliveries deliveries, QueueHold queueHold, DatabaseTime clock) {
        this.deliveries = deliveries;
        this.queueHold = queueHold;
        this.clock = clock;
    }

    QueueView current() {
        return of(queueHold.current().orElse(null));
    }

    /** With a hold that was read already. */
    QueueView of(QueueHold.@Nullable Hold hold) {
        Deliveries.Open open = deliveries.open();
        return new QueueView(
                open,
                deliveries.newest(),
                hold,
                hold != null && hold.byPerson() ? deliveries.waiting() : List.of(),
                hold != null && isTrying(hold, open));
    }

    private boolean isTrying(QueueHold.Hold hold, Deliveries.Open open) {
        Instant now = clock.instant();
        Instant probe = hold.nextProbe();
        return !hold.byPerson()
                && (open.sending() > 0
                        || (probe != null
                                && !probe.isAfter(now)
                                && deliveries.oldestDue(now).isPresent()));
    }
}
