package io.postern.users.admin;

import io.postern.users.Role;
import io.postern.users.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as the table shows them.
 *
 * @param refused whether the mail server refuses e-mails to the user's address
 * @param invitation null if none went out, or its link was ended otherwise than by time
 */
public record UserRow(
        UUID id,
        String username,
        String displayName,
        @Nullable String email,
        Role role,
        @Nullable String language,
        boolean disabled,
        boolean pending,
        boolean refused,
        @Nullable Invitation invitation,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {

    /**
     * The newest invitation that went out.
     *
     * @param expiresAt when its link ends; null if that is not known
     */
    public record Invitation(Instant sentAt, @Nullable Instant expiresAt) {

        static @Nullable Invitation of(@Nullable Instant sentAt, @Nullable Instant expiresAt) {
            return sentAt == null ? null : new Invitation(sentAt, expiresAt);
        }

        public boolean isOver(Instant now) {
            return expiresAt == null || !expiresAt.isAfter(now);
        }
    }

    /** The columns that {@link #read} reads. */
    static final String COLUMNS =
            "id, username, display_name, email, role, language, disabled, pending, created_at, last_sign_in_at,"
                    + " invited_at, invitation_expires_at,"
                    + " exists (select 1 from refused_address r where r.user_id = users.id) as refused";

    public static UserRow of(User user, boolean refused) {
        return new UserRow(
                user.id(),
                user.username(),
                user.displayName(),
                user.email().map(address -> address.value()).orElse(null),
                user.role(),
                user.language().map(Locale::toLanguageTag).orElse(null),
                user.isDisabled(),
                user.isPending(),
                refused,
                Invitation.of(
                        user.invitedAt().orElse(null),
                        user.invitationExpiresAt().orElse(null)),
                user.createdAt(),
                user.lastSignInAt().orElse(null));
    }

    static UserRow read(ResultSet row, int number) throws SQLException {
        return new UserRow(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getString("language"),
                row.getBoolean("disabled"),
                row.getBoolean("pending"),
                row.getBoolean("refused"),
                Invitation.of(instant(row, "invited_at"), instant(row, "invitation_expires_at")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "last_sign_in_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    public @Nullable Instant invitedAt() {
        return invitation == null ? null : invitation.sentAt();
    }

    /** Null for somebody who has a password: then no invitation matters. */
    public @Nullable Instant invitationExpiresAt() {
        return invitation == null || !pending ? null : invitation.expiresAt();
    }
}
