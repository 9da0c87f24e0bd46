package io.postern.mail.diagnosis;

import java.util.Locale;

/** A change to the mail form that would fix a problem. {@code mail.providers.QuickFixes} knows the fields. */
public enum QuickFix {
    STARTTLS_587,
    IMPLICIT_TLS_465,
    /** TLS from the first byte, on the same port. */
    IMPLICIT_TLS,
    PORT_2525,
    SSL_ON,
    FROM_IS_USERNAME,
    EHLO_FROM_PUBLIC_ADDRESS,
    HOST_FROM_CERTIFICATE,
    TRUST_CA,
    /** A username and password, with STARTTLS on port 587. */
    AUTHENTICATE_587,
    AUTHENTICATION_ON,
    OAUTH2,
    PRESET_WITH_OAUTH2,
    CONNECTIONS_2,
    RATE_LIMIT;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Label of the button. */
    public String messageKey() {
        return "mail.diagnosis.quick-fix." + code();
    }
}
