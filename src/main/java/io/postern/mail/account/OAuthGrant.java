package io.postern.mail.account;

/** The grant by which access tokens are asked for (RFC 6749 section 1.3). */
public sealed interface OAuthGrant {

    /** The client acts for itself (RFC 6749 section 4.4). */
    record ClientCredentials() implements OAuthGrant {}

    /** The owner of an account consented once, which gave a refresh token (RFC 6749 section 6). */
    record Connected(RefreshTokenStore tokens) implements OAuthGrant {}
}
