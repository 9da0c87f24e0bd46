package io.postern.mail.worker;

import io.postern.mail.MailServer;
import io.postern.mail.Outbox;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.MailExpiry;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.ServerHold;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs the delivery worker by hand, and queues mails of a kind of its own. */
@Component
@Import(ScriptedKind.class)
public class DeliveryFixture {

    final ScriptedKind kind;
    final DeliveryWorker worker;
    public final QueueHold queueHold;
    final Leases leases;
    final ServerHold serverHold;
    final ConnectionRampUps rampUps;
    private final AcceptanceService acceptances;
    private final MailExpiry expiry;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryFixture(
            ScriptedKind kind,
            DeliveryWorker worker,
            QueueHold queueHold,
            Leases leases,
            ServerHold serverHold,
            ConnectionRampUps rampUps,
            AcceptanceService acceptances,
            MailExpiry expiry,
            Outbox outbox,
            JdbcClient jdbc,
            Clock clock) {
        this.kind = kind;
        this.worker = worker;
        this.queueHold = queueHold;
        this.leases = leases;
        this.serverHold = serverHold;
        this.rampUps = rampUps;
        this.acceptances = acceptances;
        this.expiry = expiry;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Ticks until nothing is due, or nothing moves since the queue is held or waits for settings. */
    public void deliver() {
        int due = due();
        int before;
        do {
            before = due;
            worker.tick();
            due = due();
        } while (due > 0 && due < before);
        acceptances.apply();
    }

    /** Queues a mail to this address; its row's id. */
    public long mail(String address) {
        outbox.enqueue(kind, UUID.randomUUID(), address);
        return newest();
    }

    /** Queues so many mails to {@code somebody<number>@corp.example}. */
    public void mails(int count) {
        for (int i = 1; i <= count; i++) {
            mail("somebody" + i + "@corp.example");
        }
    }

    /** The id of the row queued last. */
    public long newest() {
        return jdbc.sql("select max(id) from delivery").query(Long.class).single();
    }

    private int due() {
        return jdbc.sql("select count(*) from delivery where state = 'QUEUED' and due_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
    }

    public void dropExpired() {
        expiry.dropExpired();
    }

    /** Puts the primary server on hold. */
    public void hold(String problem) {
        serverHold.hold(MailServer.PRIMARY, problem);
    }

    public boolean isFlowing() {
        return queueHold.current().isEmpty();
    }

    /** How many mails are in this state. */
    public int count(String state) {
        return jdbc.sql("select count(*) from delivery where state = ?")
                .param(state)
                .query(Integer.class)
                .single();
    }

    /** State, reason and number of attempts, such as {@code "QUEUED greylisted 1"}. */
    public String describe(long id) {
        return jdbc.sql("select state, reason, attempts from delivery where id = ?")
                .param(id)
                .query((row, number) ->
                        String.format(Locale.ROOT, "%s %s %d", row.getString(1), row.getString(2), row.getInt(3)))
                .single();
    }

    /** States of all mails of a kind, the oldest first. */
    public List<String> states(String kind) {
        return jdbc.sql("select state from delivery where kind = ? order by id")
                .param(kind)
                .query(String.class)
                .list();
    }

    /** Forgets all mails and what held the queue. */
    public void clear() {
        kind.failsAfter = 0;
        kind.unwritable = 0;
        kind.unrenderable = 0;
        for (int server = MailServer.PRIMARY; server <= 5; server++) {
            ConnectionRampUp rampUp = rampUps.of(server);
            rampUp.recovered();
            IntStream.range(0, 5 * BatchSender.BATCH).forEach(mail -> rampUp.accepted());
        }
        worker.resume();
        jdbc.sql("delete from delivery_acceptance").update();
        jdbc.sql("delete from delivery").update();
        jdbc.sql("delete from domain_hold").update();
        jdbc.sql(
                        """
                        update queue_hold set held_since = null, held_by_person = false, problem = null, reply = null,
                            by_refusals = false, probe_at = null, probe_seconds = 0
                        """)
                .update();
        jdbc.sql("delete from queue_hold where id > 1").update();
        jdbc.sql("update sending_rate set minute_ends = null, mails = 0").update();
    }
}
