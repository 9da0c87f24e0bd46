package io.postern.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the queue as its kind sees it.
 *
 * @param id grows with the time of queueing, so that of two requests the newer one has the higher id
 * @param user whom it is for, once known
 * @param reference what was typed or is referred to, until it is known whom it is for
 * @param origin where it was caused from, where the mail is to say so; until it was sent
 */
public record QueuedMail(
        long id,
        String kind,
        @Nullable UUID user,
        @Nullable String reference,
        @Nullable Origin origin,
        Instant queuedAt,
        Instant expiresAt,
        int attempts,
        @Nullable String messageId) {

    /**
     * A client that caused a mail.
     *
     * @param device browser and system as people call them; empty if unknown. No text of the client's own: the mail goes to somebody else
     */
    public record Origin(String address, String device) {}

    /**
     * The same mail, once it is known whom it is for. Its Message-ID is the same at each attempt.
     *
     * @param newMessageId the one that it gets if it has none yet
     */
    public QueuedMail to(Recipient recipient, String newMessageId) {
        String id = messageId == null ? newMessageId : messageId;
        return new QueuedMail(this.id, kind, recipient.id(), reference, origin, queuedAt, expiresAt, attempts, id);
    }

    /** What {@link #of} reads. */
    public static final String COLUMNS =
            "id, kind, user_id, reference, client_address, client_device, queued_at, expires_at, attempts, message_id";

    public static QueuedMail of(ResultSet row, int number) throws SQLException {
        String address = row.getString("client_address");
        return new QueuedMail(
                row.getLong("id"),
                row.getString("kind"),
                row.getObject("user_id", UUID.class),
                row.getString("reference"),
                address == null
                        ? null
                        : new Origin(address, Objects.requireNonNullElse(row.getString("client_device"), "")),
                row.getTimestamp("queued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("attempts"),
                row.getString("message_id"));
    }
}
