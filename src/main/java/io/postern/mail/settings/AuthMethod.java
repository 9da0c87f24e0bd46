package io.postern.mail.settings;

import java.util.Locale;

/** How the sender signs in at the server. */
public enum AuthMethod {
    /** With the password if there is a username. */
    AUTO,
    NONE,
    PASSWORD,
    OAUTH2;

    public String messageKey() {
        return "mail.settings.auth-method." + name().toLowerCase(Locale.ROOT);
    }
}
