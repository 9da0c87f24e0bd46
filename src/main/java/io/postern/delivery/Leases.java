package io.postern.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The leases that this process holds, one for each batch in hand. */
@Component
class Leases {

    /** Less than a lease lasts: who has slept longer can't be sure of it. */
    private static final Duration SURE = Duration.ofSeconds(45);

    private final DeliveryQueue queue;
    private final Clock clock;
    private final Map<UUID, Instant> renewed = new ConcurrentHashMap<>();

    Leases(DeliveryQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    UUID begin() {
        UUID owner = UUID.randomUUID();
        renewed.put(owner, clock.instant());
        return owner;
    }

    /** Whether nobody else can have taken over what is held under it: a process that was suspended must not go on sending. */
    boolean isSure(UUID owner) {
        Instant last = renewed.get(owner);
        return last != null && last.plus(SURE).isAfter(clock.instant());
    }

    /** Gives the lease up, when nothing is left under it. */
    void end(UUID owner) {
        renewed.remove(owner);
    }

    /** Gives the lease up; what was not finished under it is due again. */
    void release(UUID owner) {
        renewed.remove(owner);
        queue.release(owner);
    }

    void releaseAll() {
        renewed.keySet().forEach(this::release);
    }

    void renew() {
        for (UUID owner : renewed.keySet()) {
            Instant now = clock.instant();
            queue.renewLease(owner);
            renewed.computeIfPresent(owner, (same, last) -> now);
        }
    }
}
