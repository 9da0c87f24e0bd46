package io.postern.mail.account;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * This application as an authorization server knows it (RFC 6749 section 2), and where it asks for tokens. The text form leaves the
 * secret out.
 *
 * @param tokenEndpoint with the scheme {@code https}
 * @param secret blank for a public client
 * @param scope what is asked for, separated by spaces; if blank, the server decides
 */
public record OAuthClient(URI tokenEndpoint, String id, String secret, String scope) {

    @Override
    public String toString() {
        return "OAuthClient[tokenEndpoint=" + tokenEndpoint + ", id=" + id + ", scope=" + scope + "]";
    }

    /**
     * Which of a mail server's own CAs count for the authorization server. They were entered for the mail server alone, so they count
     * only if it is the same host. Otherwise the owner of such a CA could collect the client secret.
     */
    public List<X509Certificate> trustedOf(List<X509Certificate> ofMailServer, String mailHost) {
        return mailHost.equalsIgnoreCase(tokenEndpoint.getHost()) ? ofMailServer : List.of();
    }
}
