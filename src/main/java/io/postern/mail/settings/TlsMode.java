package io.postern.mail.settings;

import io.postern.net.Coded;

/** How a connection is encrypted. */
public enum TlsMode implements Coded {
    /** By the port. */
    AUTO,
    STARTTLS,
    IMPLICIT;

    public String messageKey() {
        return "mail.settings.tls-mode." + code();
    }
}
