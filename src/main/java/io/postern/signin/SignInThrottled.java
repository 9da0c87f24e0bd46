package io.postern.signin;

import io.postern.audit.Audited;

/** The last failure brought a delay for sign-ins under this name. */
public record SignInThrottled(String typed) implements Audited {

    @Override
    public String action() {
        return "signin.audit.throttled";
    }

    @Override
    public String subject() {
        return new SignInFailed(typed).subject();
    }
}
