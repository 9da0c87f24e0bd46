package io.postern.smtp;

/** As whom the sender signs in at the server. Kerberos is a further case of this. */
public sealed interface Credentials {

    /** No authentication: a relay that knows the sender by other means. */
    record None() implements Credentials {}

    /** SASL PLAIN or LOGIN (RFC 4954). The text form does not tell the password. */
    record Password(String username, String password) implements Credentials {
        @Override
        public String toString() {
            return "Password[username=" + username + "]";
        }
    }

    /**
     * An access token in place of a password (XOAUTH2).
     *
     * @param username the mailbox
     */
    record OAuth2(String username, OAuthClient client, OAuthGrant grant) implements Credentials {}
}
