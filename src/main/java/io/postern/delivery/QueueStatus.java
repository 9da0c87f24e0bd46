package io.postern.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the queue stands, for whoever watches over it; read from the database at each call. */
@Component
public class QueueStatus {

    private final Deliveries deliveries;
    private final QueueHold gate;
    private final Clock clock;

    QueueStatus(Deliveries deliveries, QueueHold gate, Clock clock) {
        this.deliveries = deliveries;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * What there is to see.
     *
     * @param queued mails that wait
     * @param sending mails that are being sent
     * @param oldestDue when the mail became due that has been due for longest; null when none is
     * @param heldSince null while mail may leave
     * @param problem code of the problem for which mail is held; null when a person paused it
     * @param nextProbe when one mail is tried next, while mail is held for a problem
     */
    public record Standing(
            int queued,
            int sending,
            @Nullable Instant oldestDue,
            @Nullable Instant heldSince,
            @Nullable String problem,
            @Nullable Instant nextProbe) {

        public boolean isHeld() {
            return heldSince != null;
        }
    }

    public Standing standing() {
        Deliveries.Open open = deliveries.open();
        Instant oldest = deliveries.oldestDue(clock.instant()).orElse(null);
        Optional<QueueHold.Hold> hold = gate.hold();
        return new Standing(
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
