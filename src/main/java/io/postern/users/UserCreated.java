package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/**
 * A user came into being.
 *
 * @param invited whether an invitation is to let them choose a password
 */
public record UserCreated(UUID userId, String username, Role role, boolean invited) implements Audited {

    @Override
    public String action() {
        return "users.audit.created";
    }

    @Override
    public String subject() {
        return username;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("role", role.name());
    }
}
