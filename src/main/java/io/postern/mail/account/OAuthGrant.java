package io.postern.mail.account;

/** By what right access tokens are asked for (RFC 6749 section 1.3). */
public sealed interface OAuthGrant {

    /** The client acts for itself (RFC 6749 section 4.4). */
    record ClientCredentials() implements OAuthGrant {}

    /** An account's owner consented once, and left a refresh token (RFC 6749 section 6). */
    record Connected(RefreshTokenStore tokens) implements OAuthGrant {}
}
