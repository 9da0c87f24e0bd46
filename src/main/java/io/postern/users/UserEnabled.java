package io.postern.users;

import io.postern.audit.Audited;
import java.util.UUID;

/** A user may sign in again. */
record UserEnabled(UUID userId, String username) implements Audited {

    @Override
    public String action() {
        return "users.audit.enabled";
    }

    @Override
    public String subject() {
        return username;
    }
}
