package io.postern.webhook;

import io.postern.database.DatabaseTime;
import io.postern.database.LeasedTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements that move a call from one state to the next. A lease lasts longer than a call may take. */
@Repository
public class WebhookQueue extends LeasedTable<WebhookCall> {

    private final WebhookProperties properties;

    WebhookQueue(JdbcClient jdbc, WebhookProperties properties, DatabaseTime clock) {
        super(
                jdbc,
                clock,
                "webhook_call",
                "id, event, body, attempts",
                new SimplePropertyRowMapper<>(WebhookCall.class));
        this.properties = properties;
    }

    void insert(long webhook, String event, String body) {
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into webhook_call (id, webhook_id, event, body, state, queued_at, due_at, expires_at)
                        values (:id, :webhook, :event, :body, 'QUEUED', :now, :now, :expires)
                        """)
                .param("id", UUID.randomUUID())
                .param("webhook", webhook)
                .param("event", event)
                .param("body", body)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(properties.lifetime())))
                .update();
    }

    /** How many calls of a webhook wait, counted to {@code most}. */
    public int waiting(long webhook, int most) {
        return jdbc.sql("select count(*) from (select 1 from webhook_call where webhook_id = ? and state = 'QUEUED'"
                        + " fetch first ? rows only) waiting")
                .params(webhook, most)
                .query(Integer.class)
                .single();
    }

    /** Takes the call of a webhook that has been due for longest; other owners skip it. */
    public Optional<WebhookCall> claim(long webhook, UUID owner) {
        return claim(owner, 1, "webhook_id = " + webhook, "webhook_id, state, due_at, number").stream()
                .findFirst();
    }

    /** False when the lease was lost. */
    public boolean sent(UUID id, UUID owner, int status) {
        return finish(id, owner, "SENT", status, null, null);
    }

    /** Puts it back for later. False when the lease was lost. */
    public boolean failed(UUID id, UUID owner, @Nullable Integer status, String problem, Instant due) {
        return finish(id, owner, "QUEUED", status, problem, Timestamp.from(due));
    }

    public void expire(UUID id) {
        jdbc.sql("update webhook_call set state = 'EXPIRED', finished_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    private boolean finish(
            UUID id,
            UUID owner,
            String state,
            @Nullable Integer status,
            @Nullable String problem,
            @Nullable Timestamp due) {
        return jdbc.sql(
                                """
                                update webhook_call set state = :state, attempts = attempts + 1, http_status = :status,
                                    problem = :problem, due_at = coalesce(:due, due_at), finished_at = :finished,
                                """
                                        + NO_LEASE + " where " + MINE)
                        .param("state", state)
                        .param("status", status)
                        .param("problem", problem)
                        .param("due", due)
                        .param("finished", due == null ? now() : null)
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }
}
