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
 * The leases that this process holds, one for each batch that it sends. One that can't be given up, or under which an outcome can't
 * be recorded, since the database fails, is kept until it can be.
 */
@Component
public class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Less than a lease lasts: a process that was suspended for longer may have lost it. */
    private static final Duration SAFE_TIME = Duration.ofSeconds(45);

    /** How long recording an outcome is retried that fails though the database answers; nothing is sent meanwhile. */
    private static final Duration RETRY_TIME = Duration.ofMinutes(10);

    private final DeliveryQueue queue;
    private final Clock clock;
    private final Map<UUID, Interval> held = new ConcurrentHashMap<>();

    /** What is to be recorded under leases that are to be given up then. */
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

    /** Whether nobody else can have taken over what is held under it: a process that was suspended must not go on sending. */
    public boolean isHeld(UUID owner) {
        Interval time = held.get(owner);
        return time != null && time.lastsAt(clock.instant());
    }

    /** Gives the lease up, when nothing is left under it. */
    public void end(UUID owner) {
        held.remove(owner);
    }

    /** Has an outcome recorded before the lease is given up, since it could not be recorded at once. */
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

    /** Gives the lease up, now or as soon as the database allows it; what was not finished under it is due again then. */
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

    /** Gives up what could not be given up before; returns when nothing of it is left. */
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

    /** Puts back what owners that died had claimed. */
    public void reclaim() {
        queue.reclaim();
    }

    /** Puts back everything claimed; only for a database that no other process can have open. */
    public void reclaimAll() {
        int again = queue.reclaimAll();
        int due = queue.due(clock.instant(), Integer.MAX_VALUE);
        if (due > 0) {
            log.info("{} mails are due; {} of them were being sent when the last process ended", due, again);
        }
    }

    private void retryReleases(UUID owner) {
        List<PendingRecord> pending = releasing.getOrDefault(owner, List.of());
        if (!pending.isEmpty()) {
            // Fails while the database is away: what fails after it is at fault itself.
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
