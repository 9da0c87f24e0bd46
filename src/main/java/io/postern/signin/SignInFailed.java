package io.postern.signin;

import io.postern.audit.Audited;

/** A sign-in was refused. */
record SignInFailed(String typed) implements Audited {

    private static final int LONGEST = 100;

    /** People type their password into the wrong field: only what could be a name is kept, and not at full length. */
    SignInFailed {
        typed = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }

    @Override
    public String action() {
        return "signin.audit.failed";
    }

    @Override
    public String subject() {
        return typed;
    }
}
