package io.postern.mail.settings;

/** How the sender signs in at the server. */
public enum AuthMethod {
    /** With the password if there is a username. */
    AUTO("mail.settings.auth-method.auto"),
    NONE("mail.settings.auth-method.none"),
    PASSWORD("mail.settings.auth-method.password"),
    OAUTH2("mail.settings.auth-method.oauth2");

    private final String messageKey;

    AuthMethod(String messageKey) {
        this.messageKey = messageKey;
    }

    public String messageKey() {
        return messageKey;
    }
}
