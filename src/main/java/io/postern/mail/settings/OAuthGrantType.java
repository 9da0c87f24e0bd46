package io.postern.mail.settings;

/** By what right tokens are asked for; the names are those of RFC 6749. */
public enum OAuthGrantType {
    /** The application sends by itself. */
    CLIENT_CREDENTIALS("mail.settings.oauth-grant.client-credentials"),
    /** An account consents once: "connect account". */
    AUTHORIZATION_CODE("mail.settings.oauth-grant.authorization-code");

    private final String messageKey;

    OAuthGrantType(String messageKey) {
        this.messageKey = messageKey;
    }

    public String messageKey() {
        return messageKey;
    }
}
