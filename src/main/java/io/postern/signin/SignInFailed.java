package io.postern.signin;

import io.postern.audit.Audited;
import io.postern.users.UserRules;

/** A sign-in was refused. */
public record SignInFailed(String typed) implements Audited {

    private static final String NO_NAME = "–";

    /** People type their password into the wrong field: only what could be a name is kept. */
    public SignInFailed {
        typed = UserRules.isIdentifier(typed) ? typed : NO_NAME;
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
