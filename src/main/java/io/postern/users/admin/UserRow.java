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
        Instant createdAt,
        @Nullable Instant lastSignInAt) {

    /** The columns that {@link #read} reads. */
    static final String COLUMNS =
            "id, username, display_name, email, role, language, disabled, pending, created_at, last_sign_in_at,"
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
                user.createdAt(),
                user.lastSignInAt().orElse(null));
    }

    static UserRow read(ResultSet row, int number) throws SQLException {
        @Nullable Timestamp lastSignIn = row.getTimestamp("last_sign_in_at");
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
                row.getTimestamp("created_at").toInstant(),
                lastSignIn == null ? null : lastSignIn.toInstant());
    }

    public String languageKey() {
        return language == null
                ? "users.language.browser"
                : language.startsWith("de") ? "users.language.de" : "users.language.en";
    }
}
