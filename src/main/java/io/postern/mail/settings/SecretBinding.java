package io.postern.mail.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that says where the stored secret goes and how it is protected on the way. The secret is used again, for saving and
 * for testing, only while all of these stand unchanged: else whoever may edit the form could have it sent to a server of their own.
 */
public enum SecretBinding {
    HOST("host", "mail.settings.field.host"),
    PORT("port", "mail.settings.field.port"),
    SSL("sslEnabled", "mail.settings.field.ssl-enabled"),
    TLS_MODE("tlsMode", "mail.settings.field.tls-mode"),
    CERTIFICATES("trustedCertificates", "mail.settings.field.trusted-certificates"),
    AUTH_METHOD("authMethod", "mail.settings.field.auth-method"),
    USERNAME("username", "mail.settings.field.username"),
    CLEARTEXT("allowCleartextPassword", "mail.settings.field.allow-cleartext-password"),
    OAUTH_TENANT("oauthTenant", "mail.settings.field.oauth-tenant"),
    OAUTH_CLIENT("oauthClientId", "mail.settings.field.oauth-client-id"),
    OAUTH_TOKEN_ENDPOINT("oauthTokenEndpoint", "mail.settings.field.oauth-token-endpoint"),
    OAUTH_AUTHORIZATION_ENDPOINT("oauthAuthorizationEndpoint", "mail.settings.field.oauth-authorization-endpoint");

    private final String formName;
    private final String messageKey;

    SecretBinding(String formName, String messageKey) {
        this.formName = formName;
        this.messageKey = messageKey;
    }

    public String formName() {
        return formName;
    }

    /** The field's label. */
    public String messageKey() {
        return messageKey;
    }

    public static List<SecretBinding> changed(MailSettingsValues before, MailSettingsValues after) {
        return Arrays.stream(values())
                .filter(field -> !Objects.equals(field.of(before), field.of(after)))
                .toList();
    }

    private @Nullable Object of(MailSettingsValues values) {
        return switch (this) {
            case HOST -> values.host() == null ? null : values.host().toLowerCase(Locale.ROOT);
            case PORT -> values.effectivePort();
            case SSL -> values.sslEnabled();
            case TLS_MODE -> values.sslEnabled() ? values.tlsMode() : null;
            case CERTIFICATES -> values.trustedCertificates();
            case AUTH_METHOD -> values.authMethod();
            case USERNAME -> values.username();
            case CLEARTEXT -> values.allowCleartextPassword();
            case OAUTH_TENANT -> of(values, OAuthValues::tenant);
            case OAUTH_CLIENT -> of(values, OAuthValues::clientId);
            case OAUTH_TOKEN_ENDPOINT -> of(values, OAuthValues::tokenEndpoint);
            case OAUTH_AUTHORIZATION_ENDPOINT -> of(values, OAuthValues::authorizationEndpoint);
        };
    }

    private static @Nullable Object of(MailSettingsValues values, Function<OAuthValues, @Nullable String> field) {
        return Optional.ofNullable(values.oauth()).map(field).orElse(null);
    }
}
