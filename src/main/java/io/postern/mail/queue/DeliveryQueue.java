package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.LeasedTable;
import io.postern.mail.ComposedMail;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.Canonical;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements that move a mail from one state to the next. A mail that is recorded as accepted is never due again. */
@Repository
public class DeliveryQueue extends LeasedTable<QueuedMail> {

    private final JdbcTemplate batches;

    public DeliveryQueue(JdbcClient jdbc, JdbcTemplate batches, DatabaseTime clock) {
        super(jdbc, clock, "delivery", QueuedMail.COLUMNS, QueuedMail::of);
        this.batches = batches;
    }

    @Override
    protected String unfinished() {
        return "state = 'SENDING' and id not in (select delivery_id from delivery_acceptance)";
    }

    /** Claims up to {@code most} due mails, the most urgent first. */
    public List<QueuedMail> claim(UUID owner, int most) {
        return claim(owner, most, "true", "state, priority, due_at");
    }

    /** Claims the mail that has been due for longest, so that a held queue tries one mail after the other. */
    public List<QueuedMail> claimLongestDue(UUID owner) {
        return claim(owner, 1, "true", "due_at, id");
    }

    /** The same of those that have met no failure: what another server is to take is not to wait for a probe again. */
    public List<QueuedMail> claimUntried(UUID owner) {
        return claim(owner, 1, "reason is null", "due_at, id");
    }

    /**
     * Records whom claimed mails are for, and their Message-IDs; what was typed is erased.
     *
     * @return the mails whose lease was not lost
     */
    public Set<Long> written(Map<QueuedMail, ComposedMail.Written> mails, UUID owner) {
        List<Long> ids = mails.keySet().stream().map(QueuedMail::id).toList();
        int[] updated = batches.batchUpdate(
                """
                update delivery
                set reference = case when user_id is null then null else reference end,
                    user_id = ?, username = ?, username_key = ?, recipient = ?, recipient_key = ?, message_id = ?
                where id = ? and state = 'SENDING' and lease_owner = ?
                """,
                mails.entrySet().stream()
                        .map(mail -> new @Nullable Object[] {
                            mail.getValue().user().id(),
                            mail.getValue().user().username(),
                            Canonical.identifier(mail.getValue().user().username()),
                            mail.getValue().to().value(),
                            mail.getValue().to().canonical(),
                            mail.getKey().messageId(),
                            mail.getKey().id(),
                            owner
                        })
                        .toList());
        return IntStream.range(0, updated.length)
                .filter(i -> updated[i] == 1)
                .mapToObj(ids::get)
                .collect(Collectors.toSet());
    }

    /**
     * Drops mails that are not to be sent; what was typed is erased.
     *
     * @param owner who has claimed them, or null for mails that wait
     */
    public void drop(Map<QueuedMail, ComposedMail.Dropped> mails, @Nullable UUID owner) {
        Timestamp now = now();
        List<@Nullable Object[]> values = mails.entrySet().stream()
                .map(mail -> {
                    Recipient user = mail.getValue().user();
                    return new @Nullable Object[] {
                        mail.getValue().reason().code(),
                        now,
                        user == null ? null : user.id(),
                        user == null ? null : user.username(),
                        user == null ? null : Canonical.identifier(user.username()),
                        mail.getKey().id(),
                        owner == null ? "QUEUED" : "SENDING",
                        owner
                    };
                })
                .toList();
        int[] types = {
            Types.VARCHAR,
            Types.TIMESTAMP,
            Types.OTHER,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.BIGINT,
            Types.VARCHAR,
            Types.OTHER
        };
        batches.batchUpdate(
                """
                update delivery
                set state = 'DROPPED', reason = ?, finished_at = ?, client_address = null, client_device = null,
                    lease_owner = null, lease_until = null, reference = case when user_id is null then null else reference end,
                    user_id = coalesce(?, user_id), username = coalesce(?, username),
                    username_key = coalesce(?, username_key)
                where id = ? and state = ? and (lease_owner is null or lease_owner = ?)
                """,
                values,
                types);
    }

    /** Gives a mail up after an attempt. False when the lease was lost. */
    boolean fail(QueuedMail mail, UUID owner, String problem) {
        return jdbc.sql("update delivery set state = 'FAILED', reason = :problem, finished_at = :now,"
                                + " attempts = attempts + 1, " + NO_LEASE + " where " + MINE)
                        .param("problem", problem)
                        .param("now", now())
                        .param("id", mail.id())
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /**
     * Puts a mail back for later.
     *
     * @param attempted whether that was an attempt of its own
     * @param reason null to leave it as it is
     * @return false when the lease was lost
     */
    public boolean requeue(QueuedMail mail, UUID owner, Instant due, boolean attempted, @Nullable String reason) {
        return jdbc.sql("update delivery set state = 'QUEUED', due_at = :due, attempts = attempts + :attempted,"
                                + " reason = coalesce(:reason, reason), " + NO_LEASE + " where " + MINE)
                        .param("due", Timestamp.from(due))
                        .param("attempted", attempted ? 1 : 0)
                        .param("reason", reason, Types.VARCHAR)
                        .param("id", mail.id())
                        .param("owner", owner)
                        .update()
                == 1;
    }
}
