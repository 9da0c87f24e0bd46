package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/**
 * A user came into being.
 *
 * @param pending whether without a password: then an invitation lets them choose one
 */
public record UserCreated(UUID userId, String username, Role role, boolean pending) implements Audited {

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
