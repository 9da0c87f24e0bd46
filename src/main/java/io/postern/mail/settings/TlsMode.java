package io.postern.mail.settings;

/** How a connection that must be encrypted becomes so. */
public enum TlsMode {
    AUTO("mail.settings.tls-mode.auto"),
    STARTTLS("mail.settings.tls-mode.starttls"),
    IMPLICIT("mail.settings.tls-mode.implicit");

    private final String messageKey;

    TlsMode(String messageKey) {
        this.messageKey = messageKey;
    }

    public String messageKey() {
        return messageKey;
    }
}
