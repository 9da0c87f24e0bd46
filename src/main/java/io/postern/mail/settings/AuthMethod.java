package io.postern.mail.settings;

import io.postern.net.Coded;

/** How the sender signs in at the server. */
public enum AuthMethod implements Coded {
    /** With the password if there is a username. */
    AUTO,
    NONE,
    PASSWORD,
    OAUTH2;

    public String messageKey() {
        return "mail.settings.auth-method." + code();
    }
}
