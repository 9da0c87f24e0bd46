package io.postern.mail.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The form as a browser would post it, one field after the other replaced. */
public final class Forms {

    private static final Set<String> BOXES = Set.of(
            "alertEmailsEnabled",
            "allowWeakerBackup",
            "useDefaultCredentials",
            "sslEnabled",
            "removePassword",
            "allowCleartextPassword");

    private final Map<String, String> fields = new LinkedHashMap<>();

    public static Forms valid() {
        return new Forms()
                .with("host", "mail.corp.example")
                .with("port", "587")
                .with("sslEnabled", "true")
                .with("username", "postern@corp.example")
                .with("password", "s3cret-Passw0rd");
    }

    /** For Microsoft 365, by client credentials. */
    static Forms oauth() {
        return valid().without("password")
                .with("authMethod", "OAUTH2")
                .with("oauthGrant", "CLIENT_CREDENTIALS")
                .with("oauthTenant", "corp.example")
                .with("oauthClientId", "11111111-2222-3333-4444-555555555555")
                .with("oauthClientSecret", "cl1ent-s3cret")
                .with("oauthTokenEndpoint", "https://login.example/{tenant}/oauth2/v2.0/token")
                .with("oauthScope", "https://outlook.office365.com/.default");
    }

    public Forms with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Forms without(String name) {
        fields.remove(name);
        return this;
    }

    public MailForm form() {
        Map<String, String> typed = new LinkedHashMap<>(fields);
        typed.replaceAll((name, value) -> BOXES.contains(name) ? "true" : value);
        return MailForm.of(typed);
    }

    public MultiValueMap<String, String> parameters() {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        fields.forEach(parameters::add);
        return parameters;
    }
}
