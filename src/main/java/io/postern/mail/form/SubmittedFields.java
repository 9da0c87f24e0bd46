package io.postern.mail.form;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;

/** The fields of a request as typed, and the form that they make. */
public final class SubmittedFields {

    private SubmittedFields() {}

    public static Map<String, String> of(HttpServletRequest request) {
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        return fields;
    }

    /** The form without the secrets, which are never sent back. */
    public static MailForm form(Map<String, String> fields) {
        return new MailForm(
                is(fields, "alertEmailsEnabled"),
                is(fields, "useDefaultCredentials"),
                is(fields, "sslEnabled"),
                text(fields, "host"),
                text(fields, "port"),
                text(fields, "username"),
                "",
                is(fields, "removePassword"),
                text(fields, "fromAddress"),
                text(fields, "fromDisplayName"),
                text(fields, "tlsMode"),
                text(fields, "ehloName"),
                text(fields, "replyTo"),
                text(fields, "envelopeFrom"),
                text(fields, "connectTimeout"),
                text(fields, "readTimeout"),
                text(fields, "maxConnections"),
                text(fields, "maxPerMinute"),
                is(fields, "allowCleartextPassword"),
                text(fields, "trustedCertificates"),
                text(fields, "authMethod"),
                text(fields, "oauthGrant"),
                text(fields, "oauthTenant"),
                text(fields, "oauthClientId"),
                "",
                text(fields, "oauthTokenEndpoint"),
                text(fields, "oauthAuthorizationEndpoint"),
                text(fields, "oauthScope"),
                text(fields, "oauthSecretExpires"),
                text(fields, "version"));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static boolean is(Map<String, String> fields, String name) {
        return text(fields, name).equals("true") || text(fields, name).equals("on");
    }
}
