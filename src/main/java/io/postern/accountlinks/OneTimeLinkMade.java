package io.postern.accountlinks;

import io.postern.audit.Audited;

/** A reset link was made to be handed over in person. */
record OneTimeLinkMade(String username) implements Audited {

    @Override
    public String action() {
        return "accountlinks.audit.one-time-link";
    }

    @Override
    public String subject() {
        return username;
    }
}
