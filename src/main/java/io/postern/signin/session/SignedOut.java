package io.postern.signin.session;

import io.postern.audit.Audited;

/** Somebody ended their session. */
record SignedOut(String username) implements Audited {

    @Override
    public String action() {
        return "signin.audit.signed-out";
    }

    @Override
    public String subject() {
        return username;
    }
}
