package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.mail.MailHeld;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the queue is held, for all instances together: because the settings or the server would fail every mail, or because a person
 * paused it. While it is held for a problem, one mail at a time probes, after 30 s, doubling to 10 min.
 */
@Component
@Transactional
public class QueueHold {

    public static final Duration FIRST_PROBE = Duration.ofSeconds(30);
    public static final Duration LONGEST_PROBE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    public QueueHold(JdbcClient jdbc, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Why the queue is held: by a person when there is no problem.
     *
     * @param reply what the server said to several recipients, if that is why
     */
    public record Hold(Instant since, @Nullable String problem, @Nullable String reply, @Nullable Instant nextProbe) {
        public boolean byPerson() {
            return problem == null;
        }
    }

    @Transactional(readOnly = true)
    public Optional<Hold> current() {
        return jdbc.sql(
                        """
                        select held_since as since, case when held_by_person then null else problem end as problem,
                            reply, probe_at as next_probe
                        from queue_hold where id = 1 and held_since is not null
                        """)
                .query(Hold.class)
                .optional();
    }

    /** The right to probe with one mail; after it, the next one may be at {@code next}. */
    public record Probe(Instant next, Duration pauseBefore) {}

    /** Takes the right to probe, if it is time. Of all instances, one gets it. */
    public Optional<Probe> takeProbe() {
        Instant now = clock.instant();
        Optional<Duration> before = jdbc.sql(
                        """
                        select probe_seconds from queue_hold
                        where id = 1 and held_since is not null and not held_by_person
                            and probe_at <= :now
                        for update
                        """)
                .param("now", Timestamp.from(now))
                .query((row, number) -> Duration.ofSeconds(row.getInt(1)))
                .optional();
        return before.map(pause -> {
            Duration next = pause.isZero() ? FIRST_PROBE : RetrySchedule.doubled(pause, LONGEST_PROBE, 1);
            Probe probe = new Probe(now.plus(next).truncatedTo(ChronoUnit.MICROS), pause);
            jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = ? where id = 1")
                    .params(Timestamp.from(probe.next()), next.toSeconds())
                    .update();
            return probe;
        });
    }

    /** Gives the right back, since there was no mail to probe with. */
    public void giveBack(Probe probe) {
        jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = ? where id = 1 and probe_at = ?")
                .params(now(), probe.pauseBefore().toSeconds(), Timestamp.from(probe.next()))
                .update();
    }

    /** Holds the queue for a problem, or notes the newest problem if it is held already. True if this began the hold. */
    public boolean hold(String problem) {
        return hold(problem, null, false);
    }

    /** The same for what the server said to recipients: then only a mail that is accepted lifts the hold. */
    void holdForRefusals(String problem, @Nullable String reply) {
        hold(problem, reply, true);
    }

    /** Whether the queue is held for what the server said to recipients. Others wait for the answer until the transaction ends. */
    boolean lockHeldForRefusals() {
        return jdbc.sql("select by_refusals from queue_hold where id = 1 for update")
                .query(Boolean.class)
                .single();
    }

    private boolean hold(String problem, @Nullable String reply, boolean byRefusals) {
        Timestamp firstProbe = Timestamp.from(clock.instant().plus(FIRST_PROBE));
        boolean began = jdbc.sql("update queue_hold set held_since = ?, problem = ?, probe_at = ?, probe_seconds = ?"
                                + " where id = 1 and held_since is null")
                        .params(now(), problem, firstProbe, FIRST_PROBE.toSeconds())
                        .update()
                == 1;
        jdbc.sql("update queue_hold set problem = :problem, reply = :reply, by_refusals = by_refusals or :byRefusals"
                        + " where id = 1 and not held_by_person")
                .param("problem", problem)
                .param("reply", reply, Types.VARCHAR)
                .param("byRefusals", byRefusals)
                .update();
        if (began) {
            events.publishEvent(new MailHeld(problem, reply));
        }
        return began;
    }

    /**
     * Lifts the hold after a probe went through. A person's pause stays. True if this lifted the hold.
     *
     * @param accepted whether the server took the mail, rather than refuse it for a reason of its own
     */
    public boolean lift(boolean accepted) {
        boolean lifted = jdbc.sql(
                                """
                                update queue_hold set held_since = null, problem = null, reply = null, by_refusals = false,
                                    probe_at = null, probe_seconds = 0
                                where id = 1 and held_since is not null and not held_by_person
                                    and (not by_refusals or :accepted)
                                """)
                        .param("accepted", accepted)
                        .update()
                == 1;
        if (lifted) {
            events.publishEvent(new MailHeld.Over());
        }
        return lifted;
    }

    public void pause() {
        jdbc.sql("update queue_hold set held_since = ?, held_by_person = true, problem = null, reply = null,"
                        + " by_refusals = false where id = 1")
                .param(now())
                .update();
    }

    /** Lets one mail probe at once, and ends a person's pause. */
    public void resume() {
        jdbc.sql("update queue_hold set held_since = null, held_by_person = false where id = 1 and held_by_person")
                .update();
        settingsChanged();
        if (current().isEmpty()) {
            events.publishEvent(new MailHeld.Over());
        }
    }

    /** Lets one mail probe at once, since the settings changed; a person's pause stays. */
    public void settingsChanged() {
        Timestamp now = now();
        // What the problem put off is due again; otherwise there might be nothing to probe with.
        jdbc.sql("update delivery set due_at = :now where state = 'QUEUED' and due_at > :now"
                        + " and reason = (select problem from queue_hold where id = 1)")
                .param("now", now)
                .update();
        jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = 0 where id = 1 and held_since is not null")
                .param(now)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
