package io.postern.signin.setup;

import io.postern.audit.Audited;

/** The installation got its first administrator. */
record InstallationSetUp(String username) implements Audited {

    @Override
    public String action() {
        return "signin.audit.set-up";
    }

    @Override
    public String subject() {
        return username;
    }
}
