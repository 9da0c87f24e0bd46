package io.postern.mail.queue;

import io.postern.audit.AuditEntry;
import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.mail.MailHeld;
import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a mail server on hold that would fail every mail, for all instances together, and lifts the hold. Meanwhile one mail at a time
 * probes it, after 30 s, doubling to 10 min.
 */
@Component
@Transactional
public class ServerHold {

    private final JdbcClient jdbc;
    private final QueueHold queueHold;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    public ServerHold(JdbcClient jdbc, QueueHold queueHold, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.queueHold = queueHold;
        this.events = events;
        this.clock = clock;
    }

    /** The right to probe with one mail; after it, the next one may be at {@code next}. */
    public record Probe(int server, Instant next, Duration pauseBefore, Duration pauseAfter) {}

    /** Takes the right to probe, if it is time. Of all instances, one gets it. */
    public Optional<Probe> takeProbe(int server) {
        Instant now = clock.instant();
        Optional<Duration> before = jdbc.sql(
                        """
                        select probe_seconds from queue_hold
                        where id = :server and held_since is not null and not held_by_person
                            and probe_at <= :now
                        for update
                        """)
                .param("server", server)
                .param("now", Timestamp.from(now))
                .query((row, number) -> Duration.ofSeconds(row.getInt(1)))
                .optional();
        return before.map(pause -> {
            Duration next =
                    pause.isZero() ? QueueHold.FIRST_PROBE : RetrySchedule.doubled(pause, QueueHold.LONGEST_PROBE, 1);
            Probe probe = new Probe(server, now.plus(next).truncatedTo(ChronoUnit.MICROS), pause, next);
            jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = ? where id = ?")
                    .params(Timestamp.from(probe.next()), next.toSeconds(), server)
                    .update();
            return probe;
        });
    }

    /** Gives the right back, since there was no mail to probe with. */
    public void giveBack(Probe probe) {
        jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = ? where id = ? and probe_at = ?")
                .params(now(), probe.pauseBefore().toSeconds(), probe.server(), Timestamp.from(probe.next()))
                .update();
    }

    /** The pause until the next probe begins now: one that hung for long would else be followed by the next at once. */
    public void probed(Probe probe) {
        jdbc.sql("update queue_hold set probe_at = ? where id = ? and probe_at = ? and not held_by_person")
                .params(
                        Timestamp.from(clock.instant().plus(probe.pauseAfter())),
                        probe.server(),
                        Timestamp.from(probe.next()))
                .update();
    }

    /** Puts the server on hold for a problem, or notes its newest problem. True if this began the hold. */
    public boolean hold(int server, String problem) {
        return hold(server, problem, null, false);
    }

    /** The same for what the server said to recipients: then only a mail that is accepted lifts the hold. */
    void holdForRefusals(int server, String problem, @Nullable String reply) {
        hold(server, problem, reply, true);
    }

    /** Whether the server is on hold for what it said to recipients. Others wait for the answer until the transaction ends. */
    boolean lockHeldForRefusals(int server) {
        lock();
        return jdbc.sql("select by_refusals from queue_hold where id = ?")
                .param(server)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private boolean hold(int server, String problem, @Nullable String reply, boolean byRefusals) {
        lock();
        Timestamp firstProbe = Timestamp.from(clock.instant().plus(QueueHold.FIRST_PROBE));
        boolean began = jdbc.sql("update queue_hold set held_since = ?, problem = ?, probe_at = ?, probe_seconds = ?"
                                + " where id = ? and held_since is null")
                        .params(now(), problem, firstProbe, QueueHold.FIRST_PROBE.toSeconds(), server)
                        .update()
                == 1;
        jdbc.sql("update queue_hold set problem = :problem, reply = :reply, by_refusals = by_refusals or :byRefusals"
                        + " where id = :server and held_since is not null and not held_by_person")
                .param("problem", problem)
                .param("reply", reply, Types.VARCHAR)
                .param("byRefusals", byRefusals)
                .param("server", server)
                .update();
        if (began) {
            tellOfHold();
        }
        return began;
    }

    /**
     * Lifts the hold after a probe went through. A person's pause stays. True if this lifted it.
     *
     * @param accepted whether the server took the mail, rather than refuse it for a reason of its own
     */
    public boolean lift(int server, boolean accepted) {
        lock();
        boolean mailHeld = queueHold.current().isPresent();
        if (mailHeld) {
            queueHold.makeDue();
        }
        boolean lifted = jdbc.sql(
                                """
                                update queue_hold set held_since = null, problem = null, reply = null, by_refusals = false,
                                    probe_at = null, probe_seconds = 0
                                where id = :server and held_since is not null and not held_by_person
                                    and (not by_refusals or :accepted)
                                """)
                        .param("server", server)
                        .param("accepted", accepted)
                        .update()
                == 1;
        if (lifted && mailHeld) {
            events.publishEvent(new MailHeld.Over());
        }
        if (lifted && server == MailServer.PRIMARY) {
            events.publishEvent(new MailServer.PrimaryBack());
        } else if (lifted && mailHeld) {
            tellOfHold();
        }
        return lifted;
    }

    /**
     * Lifts the hold, since a person wants the server used at once. True if there was one.
     *
     * @param name of the server, for the trail
     */
    public boolean use(int server, String name) {
        queueHold.settingsChanged();
        boolean lifted = lift(server, true);
        if (lifted) {
            events.publishEvent(new AuditEntry("mail.settings.audit.server-used", name, Map.of()));
        }
        return lifted;
    }

    /** There may be a new server. */
    @EventListener
    void on(MailSettingsSaved saved) {
        lock();
        boolean mailHeld = queueHold.current().filter(hold -> !hold.byPerson()).isPresent();
        int added = jdbc.sql("insert into queue_hold (id) select :server"
                        + " where not exists (select 1 from queue_hold where id = :server)")
                .param("server", saved.server())
                .update();
        if (added == 1 && mailHeld) {
            events.publishEvent(new MailHeld.Over());
            tellOfHold();
        }
    }

    @EventListener
    void on(MailServer.Removed removed) {
        lock();
        boolean mailHeld = queueHold.current().isPresent();
        jdbc.sql("delete from queue_hold where id = ?").param(removed.server()).update();
        if (!mailHeld && queueHold.current().isPresent()) {
            tellOfHold();
        }
    }

    /** Holds begin and end one after the other, so that one of them sees that it is the last or the first. */
    private void lock() {
        jdbc.sql("select id from queue_hold order by id for update")
                .query(Integer.class)
                .list();
    }

    /** Tells that mail is held, or that it goes through a backup. */
    private void tellOfHold() {
        QueueHold.Servers servers = queueHold.servers();
        QueueHold.Hold primary = servers.held().get(MailServer.PRIMARY);
        if (primary != null && primary.problem() != null) {
            events.publishEvent(
                    servers.hold().isEmpty()
                            ? new MailServer.BackupUsed(primary.problem(), primary.reply())
                            : new MailHeld(primary.problem(), primary.reply()));
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
