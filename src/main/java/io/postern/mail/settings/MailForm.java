package io.postern.mail.settings;

import io.postern.mail.account.Protection;
import io.postern.net.HostName;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings &gt; Mail as typed. The components are the form's fields, so they are not nested: a field with an error is found by its
 * name. The form is bound by name alone; a text that is not sent is blank.
 *
 * @param version of the settings that the form was filled from; blank in a script that does not care
 */
public record MailForm(
        boolean alertEmailsEnabled,
        boolean allowWeakerBackup,
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

    /** The stored settings as a form; never with the secret. */
    public static MailForm of(MailSettings settings) {
        Map<String, @Nullable Object> fields = NamedFields.of(settings.values());
        fields.put("version", settings.version());
        fields.computeIfPresent("host", (name, host) -> HostName.shown(host.toString()));
        fields.computeIfPresent("oauthTokenEndpoint", (name, url) -> HostName.shownInUrl(url.toString()));
        fields.computeIfPresent("oauthAuthorizationEndpoint", (name, url) -> HostName.shownInUrl(url.toString()));
        return of(fields);
    }

    /** The form with these fields. What is not among them is blank; a box is ticked by {@code true}. */
    static MailForm of(Map<String, ? extends @Nullable Object> fields) {
        Map<String, Object> typed = new HashMap<>();
        NamedFields.types(MailForm.class).forEach((name, type) -> {
            String text = fields.get(name) == null ? "" : String.valueOf(fields.get(name));
            typed.put(name, type == boolean.class ? (Object) text.equals("true") : text);
        });
        return NamedFields.make(MailForm.class, typed);
    }

    /** By name, as a browser sends them: a box that is not ticked is blank. */
    public Map<String, String> fields() {
        return NamedFields.of(this).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> Boolean.FALSE.equals(field.getValue()) ? "" : String.valueOf(field.getValue())));
    }

    /** The form with other values in some fields, and without the secrets, which are never sent back. */
    public MailForm with(Map<String, String> others) {
        Map<String, String> fields = new HashMap<>(fields());
        fields.putAll(others);
        fields.put("password", "");
        fields.put("oauthClientSecret", "");
        return of(fields);
    }

    public boolean usesOAuth() {
        return authMethod.equals(AuthMethod.OAUTH2.name());
    }

    public boolean connectsAccount() {
        return usesOAuth() && oauthGrant.equals(OAuthGrantType.AUTHORIZATION_CODE.name());
    }

    public Protection protection() {
        return Protection.of(sslEnabled, allowCleartextPassword);
    }

    /** The last day of the client secret, or null where no day is typed. */
    public @Nullable LocalDate lastDayOfSecret() {
        return FieldReader.date(oauthSecretExpires);
    }

    /** Without the secrets, and without anything else that a log has no use for. */
    @Override
    public String toString() {
        return "MailForm[host=" + host + "]";
    }
}
