package io.postern.mail.settings;

/** How the sender signs in at the server. */
public enum AuthMethod {
    /** With the password if there is a username. */
    AUTO("mailsettings.auth-method.auto"),
    NONE("mailsettings.auth-method.none"),
    PASSWORD("mailsettings.auth-method.password"),
    OAUTH2("mailsettings.auth-method.oauth2");

    private final String messageKey;

    AuthMethod(String messageKey) {
        this.messageKey = messageKey;
    }

    public String messageKey() {
        return messageKey;
    }
}
