package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.SendOutcome;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The mails that the server took. Each is recorded by itself before the next one is sent, so a process that dies loses track of the
 * mail in flight at most. Any process applies the records to the queue, many at a time.
 */
@Component
public class AcceptanceService {

    private static final Logger log = LoggerFactory.getLogger(AcceptanceService.class);
    private static final int AT_ONCE = 500;
    private static final int MOST_PORTIONS = 20;

    private final JdbcClient jdbc;
    private final MailKinds kinds;
    private final Refusals refusals;
    private final RefusedMails refusedMails;
    private final RestoredBackup restoredBackup;
    private final DeliveryCounters counters;
    /** For a boundary within a method: a failure is caught outside, and its records are applied again one by one. */
    private final TransactionTemplate transaction;

    private final DatabaseTime clock;
    private final ReentrantLock applying = new ReentrantLock();

    AcceptanceService(
            JdbcClient jdbc,
            MailKinds kinds,
            Refusals refusals,
            RefusedMails refusedMails,
            RestoredBackup restoredBackup,
            DeliveryCounters counters,
            TransactionTemplate transaction,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.refusals = refusals;
        this.refusedMails = refusedMails;
        this.restoredBackup = restoredBackup;
        this.counters = counters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Commits by itself. After it, nobody sends the mail again. */
    public void record(QueuedMail mail, UUID owner, SendOutcome.Accepted accepted) {
        try {
            jdbc.sql("insert into delivery_acceptance (delivery_id, lease_owner, accepted_at, server, reply)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(mail.id(), owner, Timestamp.from(clock.instant()), accepted.server(), accepted.reply())
                    .update();
        } catch (DuplicateKeyException recordedBefore) {
            if (!isRecorded(mail, owner)) {
                log.warn("Mail {} went out twice, since its lease was lost while it was sent", mail.id());
            }
        }
        counters.sent(mail.kind());
    }

    /** The database may have taken the record before, without being able to say so. */
    private boolean isRecorded(QueuedMail mail, UUID owner) {
        return jdbc.sql("select count(*) from delivery_acceptance where delivery_id = ? and lease_owner = ?")
                        .params(mail.id(), owner)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Applies the records to the queue, ten thousand at most; the next call goes on. */
    public void apply() {
        applying.lock();
        try {
            int applied = AT_ONCE;
            for (int portion = 0; applied == AT_ONCE && portion < MOST_PORTIONS; portion++) {
                List<Long> recorded = jdbc.sql("select delivery_id from delivery_acceptance order by delivery_id"
                                + " fetch first " + AT_ONCE + " rows only")
                        .query(Long.class)
                        .list();
                apply(recorded, true);
                applied = recorded.size();
                if (applied > 0) {
                    restoredBackup.sent();
                }
            }
        } finally {
            applying.unlock();
        }
    }

    /** If one of them fails, each is applied by itself. If its kind fails, it is marked as sent all the same, or it would go out again. */
    private void apply(List<Long> recorded, boolean kindsHear) {
        if (recorded.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                List<QueuedMail> sent = markSent(recorded);
                if (kindsHear) {
                    notifyKinds(sent);
                }
                // After the kinds, which lock users: who notes a refused address locks its user first.
                refusedMails.over(sent.stream().map(QueuedMail::id).toList());
            });
        } catch (RuntimeException failed) {
            if (recorded.size() > 1) {
                log.debug("Accepted mails are recorded one by one after a failure", failed);
                recorded.forEach(each -> apply(List.of(each), true));
            } else if (kindsHear) {
                log.error("What follows the acceptance of mail {} failed", recorded.get(0), failed);
                apply(recorded, false);
            } else {
                throw failed;
            }
        }
    }

    /** Ordered by kind and user, so that two instances don't block each other. */
    private void notifyKinds(List<QueuedMail> mails) {
        mails.stream()
                .sorted(Comparator.comparing(QueuedMail::user, Comparator.nullsFirst(Comparator.naturalOrder())))
                .collect(Collectors.groupingBy(QueuedMail::kind, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(taken -> kinds.of(taken.get(0)).accepted(taken));
    }

    /** The mails that this call, and no other instance, has marked. */
    private List<QueuedMail> markSent(List<Long> recorded) {
        List<Long> taken = jdbc.sql(
                        "select delivery_id from delivery_acceptance where delivery_id in (:ids) for update skip locked")
                .param("ids", recorded)
                .query(Long.class)
                .list();
        if (taken.isEmpty()) {
            return List.of();
        }
        // QUEUED: the lease was lost after the mail was sent. Under the lease of another owner, the outcome of that one
        // counts.
        List<QueuedMail> mails = jdbc.sql(
                        "select " + QueuedMail.COLUMNS
                                + """
                         from delivery where id in (:ids) and (state = 'QUEUED' or (state = 'SENDING' and lease_owner =
                            (select lease_owner from delivery_acceptance where delivery_id = delivery.id)))
                        order by id for update
                        """)
                .param("ids", taken)
                .query(QueuedMail::of)
                .list();
        if (!mails.isEmpty()) {
            List<Long> mine = mails.stream().map(QueuedMail::id).toList();
            update(
                    """
                    update delivery
                    set state = 'SENT', reason = null, attempts = attempts + 1, lease_owner = null, lease_until = null,
                        client_address = null, client_device = null,
                        finished_at = (select accepted_at from delivery_acceptance where delivery_id = delivery.id)
                    where id in (:ids)
                    """,
                    mine);
            update(
                    """
                    insert into delivery_attempt (delivery_id, attempted_at, server, stage, reply)
                    select delivery_id, accepted_at, server, 'done', reply from delivery_acceptance
                    where delivery_id in (:ids)
                    """,
                    mine);
            refusals.accepted(mine);
        }
        update("delete from delivery_acceptance where delivery_id in (:ids)", taken);
        return mails;
    }

    private void update(String statement, List<Long> ids) {
        jdbc.sql(statement).param("ids", ids).update();
    }
}
