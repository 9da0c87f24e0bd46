package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.DropReason;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.Canonical;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which mails are due, and who has claimed them. A claim is a lease by the database's clock; a mail that is recorded as accepted is
 * never due again.
 */
@Repository
@Transactional
public class DeliveryQueue {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String PUT_BACK =
            """
            update delivery set state = 'QUEUED', lease_owner = null, lease_until = null
            where state = 'SENDING' and id not in (select delivery_id from delivery_acceptance)
            """;

    private final JdbcClient jdbc;
    private final DatabaseTime clock;

    public DeliveryQueue(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many mails are due, counted to {@code most}. */
    public int due(Instant now, int most) {
        return jdbc.sql("select count(*) from (select id from delivery where state = 'QUEUED' and due_at <= :now"
                        + " fetch first :most rows only) some_due")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Takes up to {@code most} due mails, the most urgent first; other owners pass over them. */
    public List<QueuedMail> claim(UUID owner, int most, Instant now) {
        return claim(owner, most, now, "state, priority, due_at");
    }

    /** Takes the mail that has been due for longest: whatever fails, each is tried in its order. */
    public List<QueuedMail> claimLongestDue(UUID owner, Instant now) {
        return claim(owner, 1, now, "due_at, id");
    }

    /**
     * Which ones they are is read first and then locked by key: H2 can follow an index only without a lock, and would lock all that is
     * due, where it was to sort and to lock.
     */
    private List<QueuedMail> claim(UUID owner, int most, Instant now, String order) {
        List<QueuedMail> mails = new ArrayList<>();
        int seen = 0;
        int wanted = most;
        List<Long> page = page(order, now, seen, wanted);
        while (!page.isEmpty()) {
            mails.addAll(lock(page, now));
            seen += page.size();
            boolean last = page.size() < wanted;
            wanted = most - mails.size();
            page = last || wanted == 0 ? List.of() : page(order, now, seen, wanted);
        }
        if (!mails.isEmpty()) {
            jdbc.sql(
                            "update delivery set state = 'SENDING', lease_owner = :owner, lease_until = :end where id in (:ids)")
                    .param("owner", owner)
                    .param("end", leaseEnd())
                    .param("ids", mails.stream().map(QueuedMail::id).toList())
                    .update();
        }
        return mails;
    }

    private List<Long> page(String order, Instant now, int from, int most) {
        return jdbc.sql("select id from delivery where state = 'QUEUED' and due_at <= :now order by " + order
                        + " offset :from rows fetch first :most rows only")
                .param("now", Timestamp.from(now))
                .param("from", from)
                .param("most", most)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** In the order of the keys. */
    private List<QueuedMail> lock(List<Long> ids, Instant now) {
        return jdbc
                .sql("select " + QueuedMail.COLUMNS
                        + " from delivery where id in (:ids) and state = 'QUEUED' and due_at <= :now"
                        + " for update skip locked")
                .param("ids", ids)
                .param("now", Timestamp.from(now))
                .query(QueuedMail::of)
                .list()
                .stream()
                .sorted(Comparator.comparingInt(mail -> ids.indexOf(mail.id())))
                .toList();
    }

    void renewLease(UUID owner) {
        jdbc.sql("update delivery set lease_until = ? where state = 'SENDING' and lease_owner = ?")
                .params(leaseEnd(), owner)
                .update();
    }

    /** Puts back what an owner gives up, due as it was. */
    public void release(UUID owner) {
        jdbc.sql(PUT_BACK + " and lease_owner = ?").param(owner).update();
    }

    /** Puts back what an owner that died had claimed. */
    int reclaim() {
        return jdbc.sql(PUT_BACK + " and lease_until < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private Timestamp leaseEnd() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }

    /** Puts back everything claimed; only for a database that no other process can have open. */
    int reclaimAll() {
        return jdbc.sql(PUT_BACK).update();
    }

    /** Locks some of what has waited past its life until the transaction ends; other instances pass over it. */
    List<QueuedMail> lockExpired(Instant now, int most) {
        return jdbc.sql("select " + QueuedMail.COLUMNS + " from delivery where state = 'QUEUED' and expires_at <= :now"
                        + " fetch first :most rows only for update skip locked")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(QueuedMail::of)
                .list();
    }

    /** Drops a waiting mail that has waited past its life; what was typed is erased. */
    void expire(long id, @Nullable Recipient user, Instant now) {
        jdbc.sql(
                        """
                        update delivery
                        set state = 'DROPPED', reason = :reason, finished_at = :now, client_address = null,
                            reference = case when user_id is null then null else reference end,
                            user_id = coalesce(:user, user_id), username = coalesce(:username, username),
                            username_key = coalesce(:usernameKey, username_key)
                        where id = :id and state = 'QUEUED'
                        """)
                .param("reason", DropReason.EXPIRED.code())
                .param("now", Timestamp.from(now))
                .param("user", user == null ? null : user.id(), Types.OTHER)
                .param("username", user == null ? null : user.username(), Types.VARCHAR)
                .param("usernameKey", user == null ? null : Canonical.identifier(user.username()), Types.VARCHAR)
                .param("id", id)
                .update();
    }
}
