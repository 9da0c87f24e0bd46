package io.postern.mail.form;

import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.settings.OAuthValues;
import io.postern.net.HostName;
import io.postern.net.IpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the form's fields for OAuth 2.0. */
public final class OAuthFields {

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    /** RFC 6749, appendix A: no quotation mark and no backslash. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~ ]+");

    private static final Pattern VISIBLE = Pattern.compile("[ -~]+");

    private final MailForm form;
    private final FieldParser fields;
    private final boolean required;

    /** @param required false while the default credentials are used and these fields disregarded */
    OAuthFields(MailForm form, FieldParser fields, boolean required) {
        this.form = form;
        this.fields = fields;
        this.required = required;
    }

    OAuthValues values() {
        OAuthGrantType grant =
                fields.choice("oauthGrant", form.oauthGrant(), OAuthGrantType.class, OAuthGrantType.CLIENT_CREDENTIALS);
        String tenant =
                matching("oauthTenant", form.oauthTenant(), 200, TENANT, "mail.settings.oauth.tenant.malformed");
        boolean connects = grant == OAuthGrantType.AUTHORIZATION_CODE;
        return new OAuthValues(
                grant,
                tenant,
                needed(
                        "oauthClientId",
                        form.oauthClientId(),
                        matching(
                                "oauthClientId",
                                form.oauthClientId(),
                                300,
                                VISIBLE,
                                "mail.settings.oauth.client.malformed"),
                        "mail.settings.oauth.client.missing"),
                needed(
                        "oauthTokenEndpoint",
                        form.oauthTokenEndpoint(),
                        endpoint("oauthTokenEndpoint", form.oauthTokenEndpoint(), tenant),
                        "mail.settings.oauth.endpoint.missing"),
                connects
                        ? needed(
                                "oauthAuthorizationEndpoint",
                                form.oauthAuthorizationEndpoint(),
                                endpoint("oauthAuthorizationEndpoint", form.oauthAuthorizationEndpoint(), tenant),
                                "mail.settings.oauth.endpoint.missing")
                        : null,
                matching("oauthScope", form.oauthScope(), 500, SCOPE, "mail.settings.oauth.scope.malformed"),
                date());
    }

    private @Nullable String needed(String field, String typed, @Nullable String value, String messageKey) {
        return required && typed.isBlank() ? fields.reject(field, messageKey) : value;
    }

    private @Nullable String matching(String field, String typed, int longest, Pattern pattern, String messageKey) {
        String line = fields.line(field, typed, longest);
        return line == null || pattern.matcher(line).matches() ? line : fields.reject(field, messageKey);
    }

    /** An absolute HTTPS address; what is in it beyond host, path and query would only hide where it leads. */
    private @Nullable String endpoint(String field, String typed, @Nullable String tenant) {
        String written = fields.line(field, typed, 500);
        if (written == null) {
            return null;
        }
        String line = HostName.toAsciiInUrl(written);
        if (line.contains(OAuthValues.TENANT) && tenant == null) {
            if (required && form.oauthTenant().isBlank()) {
                fields.rejectOnce("oauthTenant", "mail.settings.oauth.tenant.missing");
            }
            return line;
        }
        try {
            URI uri = new URI(line.replace(OAuthValues.TENANT, tenant == null ? "" : tenant));
            String host = uri.getHost();
            boolean good = "https".equals(uri.getScheme())
                    && host != null
                    && (HostName.isName(host)
                            || IpAddress.parse(host.replaceAll("[\\[\\]]", "")).isPresent())
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65535
                    && line.chars().allMatch(c -> c < 0x7f);
            return good ? line : fields.reject(field, "mail.settings.oauth.endpoint.malformed");
        } catch (URISyntaxException malformed) {
            return fields.reject(field, "mail.settings.oauth.endpoint.malformed");
        }
    }

    private @Nullable LocalDate date() {
        LocalDate date = date(form.oauthSecretExpires());
        if (date == null && !form.oauthSecretExpires().isBlank()) {
            fields.reject("oauthSecretExpires", "mail.settings.oauth.date.malformed");
        }
        return date;
    }

    /** A day of this age in the form that browsers send (ISO 8601), or null. */
    public static @Nullable LocalDate date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed.strip());
            return date.getYear() >= 2000 && date.getYear() < 2200 ? date : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
