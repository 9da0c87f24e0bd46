package io.postern.smtp;

/** As whom the sender signs in at the server. OAuth 2.0 and Kerberos are further cases of this. */
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
}
