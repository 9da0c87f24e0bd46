package io.postern.delivery;

import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
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
 * The statements that move a mail from one state to the next. A claim is a lease by the database's clock, and every statement of
 * an owner is fenced by it: who lost the lease changes nothing.
 */
@Repository
@Transactional
class DeliveryQueue {

    private static final String LEASE_END = "current_timestamp + interval '60' second";
    private static final String MAIL =
            "select id, kind, user_id, reference, origin, queued_at, expires_at, attempts, message_id";

    private final JdbcClient jdbc;

    DeliveryQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many mails are due, counted to {@code most}. */
    int due(Instant now, int most) {
        return jdbc.sql("select count(*) from (select id from delivery where state = 'QUEUED' and due_at <= :now"
                        + " fetch first :most rows only) some_due")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Takes up to {@code most} due mails, the most urgent first; other owners pass over them. */
    List<QueuedMail> claim(UUID owner, int most, Instant now) {
        return claim(owner, most, now, "state, priority, due_at");
    }

    /** Takes the mail that has been due for longest: whatever fails, each gets its turn. */
    List<QueuedMail> claimLongestDue(UUID owner, Instant now) {
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
            jdbc.sql("update delivery set state = 'SENDING', lease_owner = :owner, lease_until = " + LEASE_END
                            + " where id in (:ids)")
                    .param("owner", owner)
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
                .sql(MAIL + " from delivery where id in (:ids) and state = 'QUEUED' and due_at <= :now"
                        + " for update skip locked")
                .param("ids", ids)
                .param("now", Timestamp.from(now))
                .query(DeliveryQueue::mail)
                .list()
                .stream()
                .sorted(Comparator.comparingInt(mail -> ids.indexOf(mail.id())))
                .toList();
    }

    void renewLease(UUID owner) {
        jdbc.sql("update delivery set lease_until = " + LEASE_END + " where state = 'SENDING' and lease_owner = ?")
                .param(owner)
                .update();
    }

    /** Puts back what an owner gives up, due as it was. */
    void release(UUID owner) {
        jdbc.sql(
                        """
                        update delivery set state = 'QUEUED', lease_owner = null, lease_until = null
                        where state = 'SENDING' and lease_owner = ?
                        """)
                .param(owner)
                .update();
    }

    /** Puts back what an owner that died had claimed. */
    int reclaim() {
        return jdbc.sql(
                        """
                        update delivery set state = 'QUEUED', lease_owner = null, lease_until = null
                        where state = 'SENDING' and lease_until < current_timestamp
                        """)
                .update();
    }

    /** Puts back everything claimed; only for a database that no other process can have open. */
    int reclaimAll() {
        return jdbc.sql(
                        """
                        update delivery set state = 'QUEUED', lease_owner = null, lease_until = null
                        where state = 'SENDING'
                        """)
                .update();
    }

    /** Records whom a mail is for; what was typed is erased. False when the lease was lost. */
    boolean written(long id, UUID owner, Addressee user, EmailAddress recipient, String messageId) {
        return jdbc.sql(
                                """
                                update delivery
                                set reference = case when user_id is null then null else reference end, origin = null,
                                    user_id = :user, username = :username, username_key = :usernameKey,
                                    recipient = :recipient, recipient_key = :recipientKey, message_id = :messageId
                                where id = :id and state = 'SENDING' and lease_owner = :owner
                                """)
                        .param("user", user.id())
                        .param("username", user.username())
                        .param("usernameKey", Canonical.identifier(user.username()))
                        .param("recipient", recipient.value())
                        .param("recipientKey", recipient.canonical())
                        .param("messageId", messageId)
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** Drops a mail that could not be written; what was typed is erased. */
    void drop(long id, UUID owner, @Nullable Addressee user, DropReason reason, Instant now) {
        jdbc.sql(
                        """
                        update delivery
                        set state = 'DROPPED', reason = :reason, finished_at = :now, origin = null,
                            reference = case when user_id is null then null else reference end,
                            user_id = coalesce(:user, user_id), username = coalesce(:username, username),
                            username_key = coalesce(:usernameKey, username_key), lease_owner = null, lease_until = null
                        where id = :id and state = 'SENDING' and lease_owner = :owner
                        """)
                .param("reason", reason.code())
                .param("now", Timestamp.from(now))
                .param("user", user == null ? null : user.id(), Types.OTHER)
                .param("username", user == null ? null : user.username(), Types.VARCHAR)
                .param("usernameKey", user == null ? null : Canonical.identifier(user.username()), Types.VARCHAR)
                .param("id", id)
                .param("owner", owner)
                .update();
    }

    /** Ends a mail that this owner holds after an attempt. False when the lease was lost. */
    boolean finish(long id, UUID owner, DeliveryState end, @Nullable String reason, Instant now) {
        return jdbc.sql(
                                """
                                update delivery
                                set state = :end, reason = :reason, finished_at = :now, attempts = attempts + 1,
                                    lease_owner = null, lease_until = null
                                where id = :id and state = 'SENDING' and lease_owner = :owner
                                """)
                        .param("end", end.name())
                        .param("reason", reason, Types.VARCHAR)
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** Puts a mail back for later, or for at once when it was not attempted. */
    boolean requeue(long id, UUID owner, Instant due, boolean attempted, @Nullable String reason) {
        return jdbc.sql(
                                """
                                update delivery
                                set state = 'QUEUED', due_at = :due, attempts = attempts + :attempted,
                                    reason = coalesce(:reason, reason), lease_owner = null, lease_until = null
                                where id = :id and state = 'SENDING' and lease_owner = :owner
                                """)
                        .param("due", Timestamp.from(due))
                        .param("attempted", attempted ? 1 : 0)
                        .param("reason", reason, Types.VARCHAR)
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** Locks some of what has waited past its life until the transaction ends; other instances pass over it. */
    List<QueuedMail> lockExpired(Instant now, int most) {
        return jdbc.sql(MAIL + " from delivery where state = 'QUEUED' and expires_at <= :now"
                        + " fetch first :most rows only for update skip locked")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(DeliveryQueue::mail)
                .list();
    }

    /** Drops a waiting mail that has waited past its life; what was typed is erased. */
    void expire(long id, @Nullable Addressee user, Instant now) {
        jdbc.sql(
                        """
                        update delivery
                        set state = 'DROPPED', reason = :reason, finished_at = :now, origin = null,
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

    private static QueuedMail mail(ResultSet row, int number) throws SQLException {
        return new QueuedMail(
                row.getLong("id"),
                row.getString("kind"),
                row.getObject("user_id", UUID.class),
                row.getString("reference"),
                row.getString("origin"),
                row.getTimestamp("queued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("attempts"),
                row.getString("message_id"));
    }
}
