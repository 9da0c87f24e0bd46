package io.postern.signin.password;

import io.postern.audit.Audited;

/** Somebody who is signed in was asked for the password again, and typed one. */
record SignInConfirmed(String username, boolean right) implements Audited {

    @Override
    public String action() {
        return right ? "signin.audit.confirmed" : "signin.audit.not-confirmed";
    }

    @Override
    public String subject() {
        return username;
    }
}
