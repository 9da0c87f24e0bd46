package io.postern.mail.settings;

/** How a connection that must be encrypted becomes so. */
public enum TlsMode {
    AUTO("mailsettings.tls-mode.auto"),
    STARTTLS("mailsettings.tls-mode.starttls"),
    IMPLICIT("mailsettings.tls-mode.implicit");

    private final String messageKey;

    TlsMode(String messageKey) {
        this.messageKey = messageKey;
    }

    public String messageKey() {
        return messageKey;
    }
}
