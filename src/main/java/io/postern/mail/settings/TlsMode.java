package io.postern.mail.settings;

import java.util.Locale;

/** How a connection is encrypted. */
public enum TlsMode {
    /** By the port. */
    AUTO,
    STARTTLS,
    IMPLICIT;

    public String messageKey() {
        return "mail.settings.tls-mode." + name().toLowerCase(Locale.ROOT);
    }
}
