package io.postern.mail.account;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * This application as an authorization server knows it (RFC 6749 section 2), and where it asks for tokens. The text form does not
 * tell the secret.
 *
 * @param tokenEndpoint with the scheme {@code https}
 * @param secret blank for a public client
 * @param scope what is asked for, separated by spaces; blank leaves it to the server
 */
public record OAuthClient(URI tokenEndpoint, String id, String secret, String scope) {

    @Override
    public String toString() {
        return "OAuthClient[tokenEndpoint=" + tokenEndpoint + ", id=" + id + ", scope=" + scope + "]";
    }

    /**
     * Which of a mail server's own CAs count for the authorization server: they were entered for the mail server alone, and so only
     * where it is the same host. Elsewhere whoever has such a CA could collect the client secret.
     */
    public List<X509Certificate> trustedOf(List<X509Certificate> ofMailServer, String mailHost) {
        return mailHost.equalsIgnoreCase(tokenEndpoint.getHost()) ? ofMailServer : List.of();
    }
}
