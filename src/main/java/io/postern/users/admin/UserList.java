package io.postern.users.admin;

import io.postern.database.RowList;
import io.postern.net.Canonical;
import io.postern.users.Role;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The list of users. What it filters by stands in the index of each order, but for refused addresses: they are few, and their own table
 * says whose they are.
 */
@Component
class UserList extends RowList<UserRow> {

    UserList(JdbcClient jdbc) {
        super(jdbc, "/users", "users", UserRow.COLUMNS, UserRow::read);
        order("username", "username", "username", false, "users.form.username");
        order("displayName", "display_name", "username", false, "users.form.display-name");
        order("email", "email", "username", true, "users.form.email");
        order("role", "role", "username", false, "users.form.role");
        order("invitedAt", "invited_at", "username", true, "users.list.invited");
        order("lastSignInAt", "last_sign_in_at", "username", true, "users.list.last-sign-in");
        search((users, q) -> users.contains("search_text", Canonical.identifier(q)));
        // With a plain comparison, H2 would use the index by role and sort the result in memory.
        filter(
                "role",
                oneOf(Role.values()),
                (users, role) -> users.and("case role when :role then 1 else 0 end = 1", "role", role));
        filter("status", oneOf(Status.values()), (users, status) -> users.and(Status.valueOf(status).condition));
        // The first columns are those of an import.
        cell("username", UserRow::username);
        cell("email", UserRow::email);
        cell("displayName", UserRow::displayName);
        cell("role", UserRow::role);
        cell("language", UserRow::language);
        cell("disabled", UserRow::disabled);
        cell("pending", UserRow::pending);
        cell("createdAt", UserRow::createdAt);
        cell("lastSignInAt", UserRow::lastSignInAt);
        cell("mailRefused", UserRow::refused);
        cell("invitedAt", UserRow::invitedAt);
        cell("invitationExpiresAt", UserRow::invitationExpiresAt);
    }

    enum Status {
        ACTIVE("disabled = false and pending = false"),
        DISABLED("disabled = true"),
        /** Never chose a password. */
        PENDING("pending = true"),
        /** Has no address, so can't get mail. */
        UNREACHABLE("reachable = false"),
        /** The mail server refuses e-mails to the address. */
        REFUSED("id in (select user_id from refused_address)");

        private final String condition;

        Status(String condition) {
            this.condition = condition;
        }

        String messageKey() {
            return "users.status." + name().toLowerCase(Locale.ROOT);
        }
    }
}
