package io.postern.mailsettings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The form as a browser would post it, one field after the other replaced. */
final class Forms {

    private final Map<String, String> fields = new LinkedHashMap<>();

    static Forms valid() {
        return new Forms()
                .with("host", "mail.corp.example")
                .with("port", "587")
                .with("sslEnabled", "true")
                .with("username", "postern@corp.example")
                .with("password", "s3cret-Passw0rd");
    }

    Forms with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Forms without(String name) {
        fields.remove(name);
        return this;
    }

    MailForm form() {
        return new MailForm(
                is("alertEmailsEnabled"),
                is("useDefaultCredentials"),
                is("sslEnabled"),
                get("host"),
                get("port"),
                get("username"),
                get("password"),
                is("removePassword"),
                get("fromAddress"),
                get("fromDisplayName"),
                get("tlsMode"),
                get("ehloName"),
                get("replyTo"),
                get("envelopeFrom"),
                get("connectTimeout"),
                get("readTimeout"),
                get("maxConnections"),
                get("maxPerMinute"),
                is("allowCleartextPassword"),
                get("trustedCertificates"),
                get("authMethod"),
                get("version"));
    }

    MultiValueMap<String, String> parameters() {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        fields.forEach(parameters::add);
        return parameters;
    }

    private String get(String name) {
        return fields.getOrDefault(name, "");
    }

    private boolean is(String name) {
        return fields.containsKey(name);
    }
}
