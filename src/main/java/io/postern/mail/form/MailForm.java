package io.postern.mail.form;

import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.settings.OAuthValues;
import io.postern.net.HostName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings &gt; Mail as typed. The component names are the form's field names.
 *
 * @param version of the settings that the form was filled from; blank in a script that does not care
 */
public record MailForm(
        boolean alertEmailsEnabled,
        boolean useDefaultCredentials,
        boolean sslEnabled,
        String host,
        String port,
        String username,
        String password,
        boolean removePassword,
        String fromAddress,
        String fromDisplayName,
        String tlsMode,
        String ehloName,
        String replyTo,
        String envelopeFrom,
        String connectTimeout,
        String readTimeout,
        String maxConnections,
        String maxPerMinute,
        boolean allowCleartextPassword,
        String trustedCertificates,
        String authMethod,
        String oauthGrant,
        String oauthTenant,
        String oauthClientId,
        String oauthClientSecret,
        String oauthTokenEndpoint,
        String oauthAuthorizationEndpoint,
        String oauthScope,
        String oauthSecretExpires,
        String version) {

    public MailForm {
        host = text(host);
        port = text(port);
        username = text(username);
        password = text(password);
        fromAddress = text(fromAddress);
        fromDisplayName = text(fromDisplayName);
        tlsMode = text(tlsMode);
        ehloName = text(ehloName);
        replyTo = text(replyTo);
        envelopeFrom = text(envelopeFrom);
        connectTimeout = text(connectTimeout);
        readTimeout = text(readTimeout);
        maxConnections = text(maxConnections);
        maxPerMinute = text(maxPerMinute);
        trustedCertificates = text(trustedCertificates);
        authMethod = text(authMethod);
        oauthGrant = text(oauthGrant);
        oauthTenant = text(oauthTenant);
        oauthClientId = text(oauthClientId);
        oauthClientSecret = text(oauthClientSecret);
        oauthTokenEndpoint = text(oauthTokenEndpoint);
        oauthAuthorizationEndpoint = text(oauthAuthorizationEndpoint);
        oauthScope = text(oauthScope);
        oauthSecretExpires = text(oauthSecretExpires);
        version = text(version);
    }

    /** The stored settings as a form; never with the secret. */
    public static MailForm of(MailSettings settings) {
        MailSettingsValues values = settings.values();
        Optional<OAuthValues> oauth = Optional.ofNullable(values.oauth());
        return new MailForm(
                values.alertEmailsEnabled(),
                values.useDefaultCredentials(),
                values.sslEnabled(),
                values.host() == null ? "" : HostName.shown(values.host()),
                text(values.port()),
                text(values.username()),
                "",
                false,
                text(values.fromAddress()),
                text(values.fromDisplayName()),
                values.tlsMode().name(),
                text(values.ehloName()),
                text(values.replyTo()),
                text(values.envelopeFrom()),
                text(values.connectTimeout().toSeconds()),
                text(values.readTimeout().toSeconds()),
                text(values.maxConnections()),
                text(values.maxPerMinute()),
                values.allowCleartextPassword(),
                text(values.trustedCertificates()),
                values.authMethod().name(),
                text(oauth.map(OAuthValues::grant).orElse(null)),
                text(oauth.map(OAuthValues::tenant).orElse(null)),
                text(oauth.map(OAuthValues::clientId).orElse(null)),
                "",
                url(oauth.map(OAuthValues::tokenEndpoint).orElse(null)),
                url(oauth.map(OAuthValues::authorizationEndpoint).orElse(null)),
                text(oauth.map(OAuthValues::scope).orElse(null)),
                text(oauth.map(OAuthValues::secretExpires).orElse(null)),
                text(settings.version()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String url(@Nullable String stored) {
        return stored == null ? "" : HostName.shownInUrl(stored);
    }

    public boolean usesOAuth() {
        return authMethod.equals(AuthMethod.OAUTH2.name());
    }

    public boolean connectsAccount() {
        return usesOAuth() && oauthGrant.equals(OAuthGrantType.AUTHORIZATION_CODE.name());
    }

    /** Without the secrets, and without anything else that a log has no use for. */
    @Override
    public String toString() {
        return "MailForm[host=" + host + "]";
    }
}
