package io.postern.signin.password;

import io.postern.audit.Audited;

/** Somebody signed in. */
record SignedIn(String username) implements Audited {

    @Override
    public String action() {
        return "signin.audit.signed-in";
    }

    @Override
    public String subject() {
        return username;
    }
}
