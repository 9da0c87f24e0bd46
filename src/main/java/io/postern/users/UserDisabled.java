package io.postern.users;

import io.postern.audit.Audited;
import java.util.UUID;

/** A user may no longer sign in; their sessions ended. */
public record UserDisabled(UUID userId, String username) implements Audited {

    @Override
    public String action() {
        return "users.audit.disabled";
    }

    @Override
    public String subject() {
        return username;
    }
}
