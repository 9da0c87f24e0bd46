package io.postern.delivery;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The leases that this process holds, one for each batch in hand. */
@Component
class Leases {

    private final DeliveryQueue queue;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    Leases(DeliveryQueue queue) {
        this.queue = queue;
    }

    UUID begin() {
        UUID owner = UUID.randomUUID();
        held.add(owner);
        return owner;
    }

    /** Gives the lease up; what was not finished under it is due again. */
    void end(UUID owner) {
        held.remove(owner);
        queue.release(owner);
    }

    void renew() {
        held.forEach(queue::renewLease);
    }
}
