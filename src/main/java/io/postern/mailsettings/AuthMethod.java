package io.postern.mailsettings;

/** How the sender signs in at the server. */
enum AuthMethod {
    /** With the password if there is a username. */
    AUTO("mailsettings.auth-method.auto"),
    NONE("mailsettings.auth-method.none"),
    PASSWORD("mailsettings.auth-method.password"),
    OAUTH2("mailsettings.auth-method.oauth2");

    private final String messageKey;

    AuthMethod(String messageKey) {
        this.messageKey = messageKey;
    }

    String messageKey() {
        return messageKey;
    }
}
