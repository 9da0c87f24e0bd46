package io.postern.mail.account;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** As whom the sender signs in at the server. */
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

    /**
     * A Kerberos identity of this process (SASL GSSAPI, RFC 4752). The server gets a ticket that is good for itself alone.
     *
     * @param principal such as {@code postern@CORP.EXAMPLE}, or null for that of the ticket cache
     * @param keytab with its key, or null for the ticket cache
     * @param ticketCache null for that of the environment ({@code KRB5CCNAME}, else the user's own)
     * @param service the first part of the server's principal, before its host name
     */
    record Kerberos(@Nullable String principal, @Nullable Path keytab, @Nullable Path ticketCache, String service)
            implements Credentials {}
}
