package io.postern.mail.queue;

import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.Canonical;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What its owner does with a claimed mail. Every statement is fenced by the lease: an owner that lost it changes nothing. */
@Repository
@Transactional
public class ClaimedMailUpdates {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ClaimedMailUpdates(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A mail that is written and not rendered. */
    public record Draft(QueuedMail row, String messageId, ComposedMail.Written written) {}

    /** A mail that is not to be sent, and whom it was for where that is known. */
    public record Drop(QueuedMail row, @Nullable Recipient user, DropReason reason) {}

    /**
     * Records whom mails are for; what was typed is erased. All in one batch, which costs a good deal less than one by one.
     *
     * @return the mails whose lease was not lost
     */
    public Set<Long> written(List<Draft> drafts, UUID owner) {
        int[] updated = batches.batchUpdate(
                """
                update delivery
                set reference = case when user_id is null then null else reference end, client_address = null,
                    user_id = ?, username = ?, username_key = ?, recipient = ?, recipient_key = ?, message_id = ?
                where id = ? and state = 'SENDING' and lease_owner = ?
                """,
                drafts.stream()
                        .map(draft -> new Object[] {
                            draft.written().user().id(),
                            draft.written().user().username(),
                            Canonical.identifier(draft.written().user().username()),
                            draft.written().to().value(),
                            draft.written().to().canonical(),
                            draft.messageId(),
                            draft.row().id(),
                            owner
                        })
                        .toList());
        return IntStream.range(0, updated.length)
                .filter(i -> updated[i] == 1)
                .mapToObj(i -> drafts.get(i).row().id())
                .collect(Collectors.toSet());
    }

    /** Drops mails that are not to be sent, in one batch; what was typed is erased. */
    public void drop(List<Drop> drops, UUID owner, Instant now) {
        batches.batchUpdate(
                """
                update delivery
                set state = 'DROPPED', reason = ?, finished_at = ?, client_address = null,
                    reference = case when user_id is null then null else reference end,
                    user_id = coalesce(?, user_id), username = coalesce(?, username),
                    username_key = coalesce(?, username_key), lease_owner = null, lease_until = null
                where id = ? and state = 'SENDING' and lease_owner = ?
                """,
                drops.stream()
                        .map(drop -> {
                            Recipient user = drop.user();
                            return new @Nullable Object[] {
                                drop.reason().code(),
                                Timestamp.from(now),
                                user == null ? null : user.id(),
                                user == null ? null : user.username(),
                                user == null ? null : Canonical.identifier(user.username()),
                                drop.row().id(),
                                owner
                            };
                        })
                        .toList(),
                new int[] {
                    Types.VARCHAR, Types.TIMESTAMP, Types.OTHER, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.OTHER
                });
    }

    /** Gives a mail up after an attempt. False when the lease was lost. */
    boolean fail(long id, UUID owner, String problem, Instant now) {
        return jdbc.sql(
                                """
                                update delivery
                                set state = 'FAILED', reason = :problem, finished_at = :now, attempts = attempts + 1,
                                    lease_owner = null, lease_until = null
                                where id = :id and state = 'SENDING' and lease_owner = :owner
                                """)
                        .param("problem", problem)
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** Puts a mail back for later, or for at once when it was not attempted. */
    public boolean requeue(long id, UUID owner, Instant due, boolean attempted, @Nullable String reason) {
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
}
