package io.postern.mail.deliveries;

import io.postern.database.RowList;
import io.postern.mail.MailKind;
import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.FailureRecorder;
import io.postern.mail.queue.MailKinds;
import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of mails, which finds a person by their whole name or address; and what else the Deliveries page shows. */
@Component
class Deliveries extends RowList<Deliveries.Entry> {

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc, MailKinds kinds) {
        super(jdbc, "/deliveries", "delivery", "*", Deliveries::entry);
        this.jdbc = jdbc;
        newestFirst("id");
        filter("state", oneOf(DeliveryState.values()), (mails, state) -> mails.and("state = :state", "state", state)
                .sortFirst("state"));
        filter("kind", oneOf(kinds.names().stream()), (mails, kind) -> mails.and("kind = :kind", "kind", kind));
        cell("id", Entry::id);
        cell("kind", Entry::kind);
        cell("state", Entry::state);
        cell("reason", Entry::reason);
        cell("username", Entry::username);
        cell("recipient", Entry::recipient);
        cell("attempts", Entry::attempts);
        cell("queuedAt", Entry::queuedAt);
        cell("dueAt", Entry::dueAt);
        cell("expiresAt", Entry::expiresAt);
        cell("finishedAt", Entry::finishedAt);
        cell("messageId", Entry::messageId);
        search((mails, person) -> mails.and(
                        "id in (select id from delivery where username_key = :person"
                                + " union select id from delivery where recipient_key = :address)",
                        "person",
                        Canonical.identifier(person))
                .with(
                        "address",
                        EmailAddress.parse(person)
                                .map(EmailAddress::canonical)
                                .orElseGet(() -> Canonical.identifier(person))));
    }

    /** A row as the page shows it. */
    record Entry(
            long id,
            String kind,
            DeliveryState state,
            @Nullable UUID user,
            @Nullable String username,
            @Nullable String recipient,
            @Nullable String messageId,
            Instant queuedAt,
            Instant dueAt,
            Instant expiresAt,
            @Nullable Instant finishedAt,
            int attempts,
            @Nullable String reason) {

        public String kindKey() {
            return "mail.deliveries.kind." + kind;
        }

        public boolean canRetry() {
            return state == DeliveryState.QUEUED
                    || (state.isFinished() && state != DeliveryState.SENT && username != null);
        }

        public boolean canCancel() {
            return state == DeliveryState.QUEUED;
        }
    }

    /** One attempt to send a mail. */
    record Attempt(
            Instant at, @Nullable String server, String stage, @Nullable String problem, @Nullable String reply) {

        public String stageKey() {
            return stage.equals(FailureRecorder.COMPOSING)
                    ? "mail.deliveries.attempt.compose"
                    : "mail.diagnosis.stage." + stage;
        }
    }

    Optional<Entry> find(long id) {
        return jdbc.sql("select * from delivery where id = ?")
                .param(id)
                .query(Deliveries::entry)
                .optional();
    }

    List<Attempt> attempts(long id) {
        return jdbc.sql("select * from delivery_attempt where delivery_id = ? order by id desc fetch first 100 rows"
                        + " only")
                .param(id)
                .query((row, number) -> new Attempt(
                        row.getTimestamp("attempted_at").toInstant(),
                        row.getString("server"),
                        row.getString("stage"),
                        row.getString("problem"),
                        row.getString("reply")))
                .list();
    }

    /** How many mails are not finished. */
    Open open() {
        return new Open(count(DeliveryState.QUEUED), count(DeliveryState.SENDING));
    }

    record Open(int queued, int sending) {}

    /** Mails of a kind that wait. */
    record Waiting(String kind, int mails, Instant oldest) {

        public String kindKey() {
            return "mail.deliveries.kind." + kind;
        }
    }

    /** What waits, by kind, the oldest first. */
    List<Waiting> waiting() {
        return jdbc.sql("select kind, count(*) as mails, min(queued_at) as oldest from delivery"
                        + " where state = 'QUEUED' group by kind order by oldest, kind")
                .query(Waiting.class)
                .list();
    }

    /** How many requests wait of which nobody has looked up yet whom they are for. */
    int undetermined() {
        return jdbc.sql("select count(*) from delivery"
                        + " where state in ('QUEUED', 'SENDING') and priority = ? and user_id is null")
                .param(MailKind.Priority.REQUEST.rank())
                .query(Integer.class)
                .single();
    }

    /** The id of the newest mail, 0 when there is none. */
    long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from delivery")
                .query(Long.class)
                .single();
    }

    private int count(DeliveryState state) {
        return jdbc.sql("select count(*) from delivery where state = ?")
                .param(state.name())
                .query(Integer.class)
                .single();
    }

    /** When the mail became due that has waited longest. */
    Optional<Instant> oldestDue(Instant now) {
        return jdbc.sql("select min(due_at) from delivery where state = 'QUEUED' and due_at <= ?")
                .param(Timestamp.from(now))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    static Entry entry(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new Entry(
                row.getLong("id"),
                row.getString("kind"),
                DeliveryState.valueOf(row.getString("state")),
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                row.getString("recipient"),
                row.getString("message_id"),
                row.getTimestamp("queued_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInt("attempts"),
                row.getString("reason"));
    }
}
