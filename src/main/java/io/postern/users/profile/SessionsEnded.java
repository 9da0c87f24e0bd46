package io.postern.users.profile;

import io.postern.audit.Audited;

/** A user ended their sessions but the one at hand. */
record SessionsEnded(String username) implements Audited {

    @Override
    public String action() {
        return "users.audit.sessions";
    }

    @Override
    public String subject() {
        return username;
    }
}
