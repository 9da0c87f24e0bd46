package io.postern.smtp;

import java.net.URI;

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
}
