package io.postern.mail;

import io.postern.database.DatabaseTime;
import io.postern.database.Interval;
import io.postern.net.Canonical;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a feature leaves a mail to be sent. The row joins the caller's transaction: both the change and its mail, or neither. It does
 * not wake the delivery worker. Work for a known user would then slow down the next request, which an attacker could measure.
 */
@Component
public class Outbox {

    private static final Duration COUNT_AGE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final DatabaseTime clock;
    private final Map<String, Count> waiting = new ConcurrentHashMap<>();

    private record Count(Interval fresh, int rows) {}

    Outbox(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Queues a mail to a known user. */
    public void enqueue(MailKind kind, UUID user) {
        insert(kind, kind.priority(), user, null, null);
    }

    /** The same for one of many mails that a single action causes: all others go before them. */
    public void enqueueInBulk(MailKind kind, UUID user) {
        insert(kind, MailKind.Priority.BULK, user, null, null);
    }

    /**
     * The same, unless a mail of this kind waits for the user already. Of two callers who have locked the user's row, one queues it.
     *
     * @return false if one waits
     */
    public boolean enqueueInBulkUnlessWaiting(MailKind kind, UUID user) {
        // Found by the name, which stands in an index.
        @Nullable String username = username(kind, user);
        String key = username == null ? "" : Canonical.identifier(username);
        boolean waits = jdbc.sql("select count(*) from delivery where username_key = ? and user_id = ? and kind = ?"
                                + " and state in ('QUEUED', 'SENDING')")
                        .params(key, user, kind.name())
                        .query(Integer.class)
                        .single()
                > 0;
        if (!waits) {
            enqueueInBulk(kind, user);
        }
        return !waits;
    }

    /**
     * Queues a mail to a known user that needs one more thing to be written.
     *
     * @param reference at most 320 characters
     */
    public void enqueue(MailKind kind, UUID user, String reference) {
        insert(kind, kind.priority(), user, reference, null);
    }

    /**
     * The same for a mail that says from where it was caused.
     *
     * @param origin null if nobody caused it, or somebody whose address the reader need not know
     */
    public void enqueue(MailKind kind, UUID user, @Nullable String reference, QueuedMail.@Nullable Origin origin) {
        insert(kind, kind.priority(), user, reference, origin);
    }

    /**
     * The same, unless a mail of this kind waits for the user already. That mail is not composed before the caller's transaction ends,
     * so it can tell the news of the caller.
     */
    public void enqueueUnlessWaiting(MailKind kind, UUID user, String reference) {
        boolean waits = !jdbc.sql(
                        """
                        select id from delivery
                        where state = 'QUEUED' and priority = ? and kind = ? and user_id = ? for update
                        """)
                .params(kind.priority().rank(), kind.name(), user)
                .query(Long.class)
                .list()
                .isEmpty();
        if (!waits) {
            enqueue(kind, user, reference);
        }
    }

    /**
     * Queues a mail to the user whom this identifier means, if there is one.
     *
     * @param identifier as typed, at most 320 characters; erased once it was looked up
     */
    public void enqueueForIdentifier(MailKind kind, String identifier, QueuedMail.Origin origin) {
        insert(kind, kind.priority(), null, identifier, origin);
    }

    /** About how many mails of this kind wait, those caused in bulk left out; known to the second. */
    public int waiting(MailKind kind) {
        Instant now = clock.instant();
        Count known = waiting.computeIfAbsent(kind.name(), none -> new Count(Interval.OVER, 0));
        Interval fresh = Interval.of(COUNT_AGE, now);
        if (known.fresh().lastsAt(now) || !waiting.replace(kind.name(), known, new Count(fresh, known.rows()))) {
            return known.rows();
        }
        int rows = jdbc.sql("select count(*) from delivery where state = 'QUEUED' and priority = ? and kind = ?")
                .params(kind.priority().rank(), kind.name())
                .query(Integer.class)
                .single();
        waiting.put(kind.name(), new Count(fresh, rows));
        return rows;
    }

    private void insert(
            MailKind kind,
            MailKind.Priority priority,
            @Nullable UUID user,
            @Nullable String reference,
            QueuedMail.@Nullable Origin origin) {
        Instant now = clock.instant();
        Instant expires = now.plus(kind.lifetime(priority));
        String username = user == null ? null : username(kind, user);
        jdbc.sql(
                        """
                        insert into delivery (kind, priority, state, user_id, username, username_key, reference,
                            client_address, client_device, queued_at, due_at, expires_at)
                        values (?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(kind.name())
                .param(priority.rank())
                .param(user)
                .param(username)
                .param(username == null ? null : Canonical.identifier(username))
                .param(reference)
                .param(origin == null ? null : origin.address())
                .param(origin == null ? null : origin.device())
                .param(Timestamp.from(now))
                .param(Timestamp.from(now))
                .param(Timestamp.from(expires))
                .update();
    }

    /** The mail of a known user is found under the name while it waits. What was typed is not shown to anybody. */
    private static @Nullable String username(MailKind kind, UUID user) {
        QueuedMail mail = new QueuedMail(0, kind.name(), user, null, null, Instant.EPOCH, Instant.EPOCH, 0, null);
        return kind.recipients(List.of(mail)).values().stream()
                .map(Recipient::username)
                .findFirst()
                .orElse(null);
    }
}
