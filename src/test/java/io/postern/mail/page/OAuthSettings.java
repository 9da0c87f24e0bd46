package io.postern.mail.page;

import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import java.util.HashMap;
import java.util.Map;

/** What an administrator enters for OAuth 2.0. */
public final class OAuthSettings {

    private OAuthSettings() {}

    /** @param grant the value of the field of that name */
    public static Map<String, String> fields(MockAuthorizationServer provider, int smtpPort, String grant) {
        Map<String, String> fields = new HashMap<>();
        fields.put("host", "localhost");
        fields.put("port", String.valueOf(smtpPort));
        fields.put("sslEnabled", "true");
        fields.put("tlsMode", "STARTTLS");
        fields.put("trustedCertificates", TrustedCertificates.pem(TestCertificates.authority()));
        fields.put("username", "mailer@corp.example");
        fields.put("fromAddress", "");
        fields.put("authMethod", "OAUTH2");
        fields.put("oauthGrant", grant);
        fields.put("oauthClientId", MockAuthorizationServer.CLIENT);
        fields.put("oauthClientSecret", MockAuthorizationServer.SECRET);
        fields.put("oauthTokenEndpoint", provider.tokenEndpoint().toString());
        fields.put(
                "oauthAuthorizationEndpoint", provider.authorizationEndpoint().toString());
        fields.put("oauthScope", "mail.send offline_access");
        return fields;
    }
}
