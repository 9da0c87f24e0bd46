package io.postern.users;

import io.postern.audit.Audited;
import java.util.UUID;

/**
 * A user has a new password; sessions that began with the old one ended.
 *
 * @param first whether there was none before, as after an invitation
 */
public record PasswordChanged(UUID userId, String username, boolean first) implements Audited {

    @Override
    public String action() {
        return "users.audit.password";
    }

    @Override
    public String subject() {
        return username;
    }
}
