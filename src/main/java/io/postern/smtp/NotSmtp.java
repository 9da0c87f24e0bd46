package io.postern.smtp;

import java.io.IOException;

/** What greeted is no SMTP server. */
final class NotSmtp extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tls;

    NotSmtp(boolean tls) {
        this.tls = tls;
    }

    /** Whether it spoke TLS. */
    boolean tls() {
        return tls;
    }
}
