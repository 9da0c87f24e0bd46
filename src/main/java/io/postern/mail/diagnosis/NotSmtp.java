package io.postern.mail.diagnosis;

import java.io.IOException;

/** The other side is no SMTP server. */
public final class NotSmtp extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tls;

    public NotSmtp(boolean tls) {
        this.tls = tls;
    }

    /** Whether it spoke TLS. */
    boolean tls() {
        return tls;
    }
}
