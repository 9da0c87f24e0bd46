package io.postern.mail.account;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How the sender signs in at the server. */
public sealed interface Credentials {

    /** No authentication, for a relay that knows the sender by other means. */
    record None() implements Credentials {}

    /** SASL PLAIN or LOGIN (RFC 4954). The text form leaves the password out. */
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
     * A Kerberos identity of this process (SASL GSSAPI, RFC 4752). The server gets a ticket that is valid for that server alone.
     *
     * @param principal such as {@code postern@CORP.EXAMPLE}, or null for the owner of the ticket cache
     * @param keytab holds its key, or null for the ticket cache
     * @param ticketCache null for that of the environment ({@code KRB5CCNAME}, else the user's own)
     * @param service the first part of the server's principal, before its host name
     */
    record Kerberos(@Nullable String principal, @Nullable Path keytab, @Nullable Path ticketCache, String service)
            implements Credentials {}
}
