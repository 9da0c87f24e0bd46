package io.postern.mail.diagnosis;

import java.util.Locale;

/** The steps of an attempt to send, in the order of STARTTLS. With implicit TLS, {@link #TLS} comes before {@link #GREETING}. */
public enum Stage {
    RESOLVE,
    CONNECT,
    GREETING,
    EHLO,
    TLS,
    AUTHORIZE,
    AUTHENTICATE,
    SENDER,
    RECIPIENT,
    DATA,
    DONE;

    /** The name in {@code data-stage}, the delivery log and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String messageKey() {
        return "mail.diagnosis.stage." + code();
    }
}
