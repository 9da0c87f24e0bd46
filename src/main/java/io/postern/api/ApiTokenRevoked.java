package io.postern.api;

import io.postern.audit.Audited;

/** A token is good for nothing from now on. */
record ApiTokenRevoked(String subject) implements Audited {

    @Override
    public String action() {
        return "api.audit.token-revoked";
    }
}
