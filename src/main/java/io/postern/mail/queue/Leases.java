package io.postern.mail.queue;

import io.postern.database.Interval;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The leases that this process holds, one for each batch that it sends. If the database fails, a lease is kept until its outcomes are
 * recorded and it can be given up.
 */
@Component
public class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Less than a lease lasts: a process that was suspended for longer may have lost its lease. */
    private static final Duration SAFE_TIME = Duration.ofSeconds(45);

    /** How long an outcome is retried that can't be recorded though the database answers. Nothing is sent meanwhile. */
    private static final Duration RETRY_TIME = Duration.ofMinutes(10);

    private final DeliveryQueue queue;
    private final Clock clock;
    private final Map<UUID, Interval> held = new ConcurrentHashMap<>();

    /** Leases to give up, each with what is to be recorded before. */
    private final Map<UUID, List<PendingRecord>> releasing = new LinkedHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();

    private record PendingRecord(Runnable recording, Interval retried) {}

    Leases(DeliveryQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    public UUID begin() {
        UUID owner = UUID.randomUUID();
        held.put(owner, Interval.of(SAFE_TIME, clock.instant()));
        return owner;
    }

    /** Whether nobody else can have taken over the lease. A process that was suspended must not go on sending. */
    public boolean isHeld(UUID owner) {
        Interval time = held.get(owner);
        return time != null && time.lastsAt(clock.instant());
    }

    /** Forgets a lease with nothing left under it. */
    public void end(UUID owner) {
        held.remove(owner);
    }

    /** Has an outcome recorded later, before the lease is given up. */
    public void recordLater(UUID owner, Runnable recording) {
        lock.lock();
        try {
            releasing
                    .computeIfAbsent(owner, none -> new ArrayList<>())
                    .add(new PendingRecord(recording, Interval.of(RETRY_TIME, clock.instant())));
        } finally {
            lock.unlock();
        }
    }

    /** Gives the lease up, now or as soon as the database allows it. Then its unfinished mails are due again. */
    public void release(UUID owner) {
        held.remove(owner);
        lock.lock();
        try {
            releasing.computeIfAbsent(owner, none -> new ArrayList<>());
            retryReleases(owner);
        } catch (RuntimeException databaseFails) {
            log.warn("The mails under lease {} are put back later: {}", owner, databaseFails.toString());
        } finally {
            lock.unlock();
        }
    }

    public void releaseAll() {
        held.keySet().forEach(this::release);
    }

    /** Gives up what could not be given up before. */
    public void retryReleases() {
        lock.lock();
        try {
            List.copyOf(releasing.keySet()).forEach(this::retryReleases);
        } finally {
            lock.unlock();
        }
    }

    public void renew() {
        for (UUID owner : held.keySet()) {
            Interval time = Interval.of(SAFE_TIME, clock.instant());
            queue.renewLease(owner);
            held.computeIfPresent(owner, (same, last) -> time);
        }
    }

    private void retryReleases(UUID owner) {
        List<PendingRecord> pending = releasing.getOrDefault(owner, List.of());
        if (!pending.isEmpty()) {
            // This fails while the database is away. A record that fails after it is at fault itself.
            queue.renewLease(owner);
        }
        for (Iterator<PendingRecord> each = pending.iterator(); each.hasNext(); each.remove()) {
            record(each.next());
        }
        queue.release(owner);
        releasing.remove(owner);
    }

    private void record(PendingRecord pending) {
        try {
            pending.recording().run();
        } catch (RuntimeException e) {
            if (pending.retried().lastsAt(clock.instant())) {
                throw e;
            }
            log.error("What became of a mail can't be recorded; it goes out again", e);
        }
    }
}
