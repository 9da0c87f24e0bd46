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
 * The leases that this process holds, one for each batch in hand. One that can't be given up, or under which an outcome can't be
 * recorded, since the database fails, is kept until it can be.
 */
@Component
public class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Less than a lease lasts: who has slept longer can't be sure of it. */
    private static final Duration SURE = Duration.ofSeconds(45);

    /** How long an outcome is tried that can't be recorded though the database answers; nothing is sent meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DeliveryQueue queue;
    private final AcceptanceRecords notes;
    private final Clock clock;
    private final Map<UUID, Interval> sure = new ConcurrentHashMap<>();

    /** What is to be recorded under leases that are to be given up then. */
    private final Map<UUID, List<Owed>> ending = new LinkedHashMap<>();

    private final ReentrantLock settling = new ReentrantLock();

    private record Owed(Runnable recording, Interval tried) {}

    Leases(DeliveryQueue queue, AcceptanceRecords notes, Clock clock) {
        this.queue = queue;
        this.notes = notes;
        this.clock = clock;
    }

    public UUID begin() {
        UUID owner = UUID.randomUUID();
        sure.put(owner, Interval.of(SURE, clock.instant()));
        return owner;
    }

    /** Whether nobody else can have taken over what is held under it: a process that was suspended must not go on sending. */
    public boolean isSure(UUID owner) {
        Interval time = sure.get(owner);
        return time != null && time.lastsAt(clock.instant());
    }

    /** Gives the lease up, when nothing is left under it. */
    public void end(UUID owner) {
        sure.remove(owner);
    }

    /** Has an outcome recorded before the lease is given up, since it could not be recorded when it was heard. */
    public void owe(UUID owner, Runnable recording) {
        settling.lock();
        try {
            ending.computeIfAbsent(owner, none -> new ArrayList<>())
                    .add(new Owed(recording, Interval.of(PATIENCE, clock.instant())));
        } finally {
            settling.unlock();
        }
    }

    /** Gives the lease up, now or as soon as the database allows it; what was not finished under it is due again then. */
    public void release(UUID owner) {
        sure.remove(owner);
        settling.lock();
        try {
            ending.computeIfAbsent(owner, none -> new ArrayList<>());
            settle(owner);
        } catch (RuntimeException databaseFails) {
            log.warn("What is in hand under lease {} is put back later: {}", owner, databaseFails.toString());
        } finally {
            settling.unlock();
        }
    }

    public void releaseAll() {
        sure.keySet().forEach(this::release);
    }

    /** Gives up what could not be given up before; returns when nothing of it is left. */
    public void settle() {
        settling.lock();
        try {
            List.copyOf(ending.keySet()).forEach(this::settle);
        } finally {
            settling.unlock();
        }
    }

    public void renew() {
        for (UUID owner : sure.keySet()) {
            Interval time = Interval.of(SURE, clock.instant());
            queue.renewLease(owner);
            sure.computeIfPresent(owner, (same, last) -> time);
        }
    }

    /** Puts back what owners that died had claimed. */
    public void reclaim() {
        notes.file();
        queue.reclaim();
    }

    /** Puts back everything claimed; only for a database that no other process can have open. */
    public void reclaimAll() {
        notes.file();
        int again = queue.reclaimAll();
        int due = queue.due(clock.instant(), Integer.MAX_VALUE);
        if (due > 0) {
            log.info("{} mails are due; {} of them were in hand when the last process ended", due, again);
        }
    }

    private void settle(UUID owner) {
        List<Owed> owed = ending.getOrDefault(owner, List.of());
        if (!owed.isEmpty()) {
            // Fails while the database is away: what fails after it is at fault itself.
            queue.renewLease(owner);
        }
        for (Iterator<Owed> each = owed.iterator(); each.hasNext(); each.remove()) {
            record(each.next());
        }
        notes.file();
        queue.release(owner);
        ending.remove(owner);
    }

    private void record(Owed owed) {
        try {
            owed.recording().run();
        } catch (RuntimeException e) {
            if (owed.tried().lastsAt(clock.instant())) {
                throw e;
            }
            log.error("What became of a mail can't be recorded; it goes out again", e);
        }
    }
}
