package io.postern.mail.settings;

import io.postern.net.Coded;

/** The grant by which tokens are asked for; the names are those of RFC 6749. */
public enum OAuthGrantType implements Coded {
    /** The application sends by itself. */
    CLIENT_CREDENTIALS,
    /** The owner of an account consents once: "connect account". */
    AUTHORIZATION_CODE;

    public String messageKey() {
        return "mail.settings.oauth-grant." + code();
    }
}
