package io.postern.webhook;

import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The statements that move a call from one state to the next. A claim is a lease by the database's clock, longer than a call may take,
 * and its owner's statements are fenced by it.
 */
@Repository
@Transactional
public class WebhookQueue {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int PAGE = 10;

    private final JdbcClient jdbc;
    private final WebhookProperties properties;
    private final DatabaseTime clock;

    WebhookQueue(JdbcClient jdbc, WebhookProperties properties, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    void insert(long webhook, String event, String body) {
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into webhook_call (id, webhook_id, event, body, state, queued_at, due_at, expires_at)
                        values (?, ?, ?, ?, 'QUEUED', ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        webhook,
                        event,
                        body,
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(properties.lifetime())))
                .update();
    }

    /** How many calls of a webhook wait, counted to {@code most}. */
    public int waiting(long webhook, int most) {
        return jdbc.sql(
                        "select count(*) from (select 1 from webhook_call where webhook_id = :webhook and state = 'QUEUED'"
                                + " fetch first :most rows only) waiting")
                .param("webhook", webhook)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /**
     * Takes the call of a webhook that has been due for longest; other owners pass over it. What is due is read first and then locked by key, since H2
     * would lock all that it sorts.
     */
    public Optional<WebhookCall> claim(long webhook, UUID owner) {
        Timestamp now = Timestamp.from(clock.instant());
        List<UUID> due = jdbc.sql(
                        "select id from webhook_call where webhook_id = :webhook and state = 'QUEUED' and due_at <= :now"
                                + " order by webhook_id, state, due_at, number fetch first :most rows only")
                .param("webhook", webhook)
                .param("now", now)
                .param("most", PAGE)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Optional<WebhookCall> first = jdbc
                .sql("select id, event, body, attempts from webhook_call where id in (:ids) and state = 'QUEUED'"
                        + " and due_at <= :now for update skip locked")
                .param("ids", due)
                .param("now", now)
                .query((row, number) -> new WebhookCall(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getInt(4)))
                .list()
                .stream()
                .min(Comparator.comparingInt(call -> due.indexOf(call.id())));
        first.ifPresent(call -> jdbc.sql(
                        "update webhook_call set state = 'SENDING', lease_owner = ?, lease_until = ? where id = ?")
                .params(owner, Timestamp.from(clock.instant().plus(LEASE)), call.id())
                .update());
        return first;
    }

    /** False when the lease was lost. */
    public boolean sent(UUID id, UUID owner, int status) {
        return finish(id, owner, "SENT", status, null, null);
    }

    /** Puts it back for later. False when the lease was lost. */
    public boolean failed(UUID id, UUID owner, @Nullable Integer status, String problem, Instant due) {
        return finish(id, owner, "QUEUED", status, problem, due);
    }

    /** Puts it back as it was. */
    public void release(UUID id, UUID owner) {
        jdbc.sql("update webhook_call set state = 'QUEUED', lease_owner = null, lease_until = null"
                        + " where id = ? and lease_owner = ?")
                .params(id, owner)
                .update();
    }

    /** Puts back what an owner that died had claimed. */
    public void reclaim() {
        jdbc.sql("update webhook_call set state = 'QUEUED', lease_owner = null, lease_until = null"
                        + " where state = 'SENDING' and lease_until < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Locks some of what has waited past its life until the transaction ends; other instances pass over it. */
    public List<WebhookCall> lockExpired(int most) {
        return jdbc.sql("select id, event, attempts from webhook_call where state = 'QUEUED' and expires_at <= :now"
                        + " fetch first :most rows only for update skip locked")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, number) ->
                        new WebhookCall(row.getObject(1, UUID.class), row.getString(2), "", row.getInt(3)))
                .list();
    }

    public void expire(UUID id) {
        jdbc.sql("update webhook_call set state = 'EXPIRED', finished_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    private boolean finish(
            UUID id,
            UUID owner,
            String state,
            @Nullable Integer status,
            @Nullable String problem,
            @Nullable Instant due) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql(
                                """
                                update webhook_call set state = :state, attempts = attempts + 1, http_status = :status,
                                    problem = :problem, due_at = coalesce(:due, due_at), finished_at = :finished,
                                    lease_owner = null, lease_until = null
                                where id = :id and state = 'SENDING' and lease_owner = :owner
                                """)
                        .param("state", state)
                        .param("status", status, Types.INTEGER)
                        .param("problem", problem, Types.VARCHAR)
                        .param("due", due == null ? null : Timestamp.from(due))
                        .param("finished", due == null ? now : null)
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }
}
