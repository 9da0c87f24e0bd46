package io.postern.delivery;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives up what has waited past its life. */
@Component
class Expiry {

    private final DeliveryQueue queue;
    private final DeliveryCounters counters;
    private final Clock clock;

    Expiry(DeliveryQueue queue, DeliveryCounters counters, Clock clock) {
        this.queue = queue;
        this.counters = counters;
        this.clock = clock;
    }

    @Transactional
    void drop() {
        Instant now = clock.instant();
        queue.lockExpired(now).forEach(kind -> counters.dropped(kind, DropReason.EXPIRED));
        queue.dropExpired(now);
    }
}
