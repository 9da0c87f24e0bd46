package io.postern.mailsettings;

/** How a connection that must be encrypted becomes so. */
enum TlsMode {
    AUTO("mailsettings.tls-mode.auto"),
    STARTTLS("mailsettings.tls-mode.starttls"),
    IMPLICIT("mailsettings.tls-mode.implicit");

    private final String messageKey;

    TlsMode(String messageKey) {
        this.messageKey = messageKey;
    }

    String messageKey() {
        return messageKey;
    }
}
