package io.postern.mail.settings;

import io.postern.mail.account.OAuthClient;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings for OAuth 2.0 but for the client secret, checked. Null means that a field was left blank.
 *
 * @param tokenEndpoint may hold {@value #TENANT}, as the other endpoint may
 * @param secretExpires the last day of the client secret, as somebody entered it
 */
@Embeddable
public record OAuthValues(
        @Column(name = "oauth_grant_type") @Convert(converter = EnumColumn.OfOAuthGrant.class) OAuthGrantType grant,
        @Column(name = "oauth_tenant") @Nullable String tenant,
        @Column(name = "oauth_client_id") @Nullable String clientId,
        @Column(name = "oauth_token_endpoint") @Nullable String tokenEndpoint,
        @Column(name = "oauth_authorization_endpoint") @Nullable String authorizationEndpoint,
        @Column(name = "oauth_scope") @Nullable String scope,
        @Column(name = "oauth_secret_expires") @Nullable LocalDate secretExpires) {

    /** Stands for the tenant in an endpoint. */
    public static final String TENANT = "{tenant}";

    public boolean connectsAccount() {
        return grant == OAuthGrantType.AUTHORIZATION_CODE;
    }

    /** Where tokens are asked for, with which secret; empty while client or endpoint are missing. */
    public Optional<OAuthClient> client(String secret) {
        return clientId == null || tokenEndpoint == null
                ? Optional.empty()
                : Optional.of(new OAuthClient(uri(tokenEndpoint), clientId, secret, scope == null ? "" : scope));
    }

    /** Where the account's owner consents; empty for client credentials. */
    public Optional<URI> authorizationPage() {
        return Optional.ofNullable(authorizationEndpoint).map(this::uri);
    }

    private URI uri(String endpoint) {
        return URI.create(endpoint.replace(TENANT, tenant == null ? "" : tenant));
    }
}
