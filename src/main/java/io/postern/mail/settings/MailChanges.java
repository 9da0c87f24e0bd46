package io.postern.mail.settings;

import io.postern.audit.Changes;
import io.postern.outbound.TrustedCertificates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the trail shows of a change: the names of the changed fields with their values before and after. */
final class MailChanges {

    private MailChanges() {}

    static Map<String, String> between(MailSettingsValues before, MailSettingsValues after) {
        Map<String, @Nullable Object> was = described(before);
        Changes changes = new Changes();
        described(after).forEach((name, value) -> changes.note(name, was.get(name), value));
        return changes.noted();
    }

    private static Map<String, @Nullable Object> described(MailSettingsValues values) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("alertEmailsEnabled", values.alertEmailsEnabled());
        fields.put("useDefaultCredentials", values.useDefaultCredentials());
        fields.put("sslEnabled", values.sslEnabled());
        fields.put("host", values.host());
        fields.put("port", values.effectivePort());
        fields.put("username", values.username());
        fields.put("fromAddress", values.fromAddress());
        fields.put("fromDisplayName", values.fromDisplayName());
        fields.put("tlsMode", values.tlsMode());
        fields.put("ehloName", values.ehloName());
        fields.put("replyTo", values.replyTo());
        fields.put("envelopeFrom", values.envelopeFrom());
        fields.put("connectTimeout", values.connectTimeout().toSeconds());
        fields.put("readTimeout", values.readTimeout().toSeconds());
        fields.put("maxConnections", values.maxConnections());
        fields.put("maxPerMinute", values.maxPerMinute());
        fields.put("allowCleartextPassword", values.allowCleartextPassword());
        fields.put("trustedCertificates", TrustedCertificates.fingerprints(values.trustedCertificates()));
        fields.put("authMethod", values.authMethod());
        Optional<OAuthValues> oauth = Optional.ofNullable(values.oauth());
        fields.put("oauthGrant", oauth.map(OAuthValues::grant).orElse(null));
        fields.put("oauthTenant", oauth.map(OAuthValues::tenant).orElse(null));
        fields.put("oauthClientId", oauth.map(OAuthValues::clientId).orElse(null));
        fields.put("oauthTokenEndpoint", oauth.map(OAuthValues::tokenEndpoint).orElse(null));
        fields.put(
                "oauthAuthorizationEndpoint",
                oauth.map(OAuthValues::authorizationEndpoint).orElse(null));
        fields.put("oauthScope", oauth.map(OAuthValues::scope).orElse(null));
        fields.put("oauthSecretExpires", oauth.map(OAuthValues::secretExpires).orElse(null));
        return fields;
    }
}
