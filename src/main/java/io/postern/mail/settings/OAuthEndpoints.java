package io.postern.mail.settings;

import io.postern.net.HostName;
import io.postern.net.IpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what OAuth 2.0 needs: the client, and the addresses of the authorization server. */
final class OAuthEndpoints {

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final String TOKEN = "oauthTokenEndpoint";
    private static final String AUTHORIZATION = "oauthAuthorizationEndpoint";

    private final FieldReader fields;
    private final boolean required;

    /** @param required false while the default credentials are used and these fields disregarded */
    OAuthEndpoints(FieldReader fields, boolean required) {
        this.fields = fields;
        this.required = required;
    }

    void check(boolean connectsAccount) {
        // Before the endpoints, in which it stands.
        fields.convert(
                "oauthTenant",
                typed -> Optional.of(typed).filter(TENANT.asMatchPredicate()),
                "mail.settings.oauth.tenant.malformed");
        need("oauthClientId", "mail.settings.oauth.client.missing");
        checkEndpoint(TOKEN);
        if (connectsAccount) {
            checkEndpoint(AUTHORIZATION);
        } else {
            fields.put(AUTHORIZATION, null);
        }
    }

    private void need(String field, String messageKey) {
        if (required && fields.isBlank(field)) {
            fields.rejectOnce(field, messageKey);
        }
    }

    private void checkEndpoint(String field) {
        String tenant = fields.text("oauthTenant");
        need(field, "mail.settings.oauth.endpoint.missing");
        fields.convert(field, typed -> endpoint(typed, tenant), "mail.settings.oauth.endpoint.malformed");
    }

    /** An absolute HTTPS address of host, path and query. More would only hide where it leads. */
    private Optional<String> endpoint(String typed, @Nullable String tenant) {
        String line = HostName.toAsciiInUrl(typed);
        if (line.contains(MailSettingsValues.OAuth.TENANT) && tenant == null) {
            need("oauthTenant", "mail.settings.oauth.tenant.missing");
            return Optional.of(line);
        }
        try {
            URI uri = new URI(line.replace(MailSettingsValues.OAuth.TENANT, tenant == null ? "" : tenant));
            String host = uri.getHost();
            boolean good = "https".equals(uri.getScheme())
                    && host != null
                    && (HostName.isName(host)
                            || IpAddress.parse(host.replaceAll("[\\[\\]]", "")).isPresent())
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65535
                    && line.chars().allMatch(c -> c < 0x7f);
            return good ? Optional.of(line) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
