package io.postern.signin;

import io.postern.audit.Audited;

/** The last failure brought a delay for all sign-ins from there. */
public record ClientThrottled(String network) implements Audited {

    @Override
    public String action() {
        return "signin.audit.client-throttled";
    }

    @Override
    public String subject() {
        return network;
    }
}
