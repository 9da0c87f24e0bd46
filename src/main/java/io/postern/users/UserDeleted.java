package io.postern.users;

import io.postern.audit.Audited;
import java.util.UUID;

/** A user is gone. */
public record UserDeleted(UUID userId, String username) implements Audited {

    @Override
    public String action() {
        return "users.audit.deleted";
    }

    @Override
    public String subject() {
        return username;
    }
}
