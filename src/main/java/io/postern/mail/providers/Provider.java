package io.postern.mail.providers;

import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.settings.TlsMode;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail provider's settings: what its preset fills in.
 *
 * @param id stays the same; the value of the form's field
 * @param name the provider's own name
 * @param otherHosts its servers for other countries or contracts, or null
 * @param username the same for all its customers, or null
 * @param oauth the authorization server, when {@code auth} is OAuth 2.0
 * @param fromIsUsername whether the From address must be the one that signs in
 * @param appPassword whether programs always need a password of their own: that of the account is refused
 * @param domains of the mailboxes that this provider alone gives out; a typed address is recognised by them
 * @param mx domains of the hosts that take mail for customers' domains; an address in such a domain is recognised by them
 * @param lint the warnings that count for this provider, besides those for every provider
 * @param steps message keys of what a person has to do at the provider, in order
 * @param help the provider's own page about it, or null
 * @param records what customers' own domains need in the DNS, or null where that is not known
 */
public record Provider(
        String id,
        String name,
        String host,
        @Nullable List<String> otherHosts,
        int port,
        @Nullable AuthMethod auth,
        @Nullable OAuth oauth,
        @Nullable String username,
        boolean fromIsUsername,
        boolean appPassword,
        @Nullable Integer maxConnections,
        @Nullable Integer maxPerMinute,
        @Nullable List<String> domains,
        @Nullable List<String> mx,
        @Nullable List<MailWarning> lint,
        List<String> steps,
        @Nullable URI help,
        @Nullable DomainRecords records) {

    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+(-[A-Z]+)*");

    /**
     * The provider's authorization server.
     *
     * @param tenant replaces {@value MailSettingsValues.OAuth#TENANT} in the endpoints of all customers, or null
     */
    record OAuth(
            OAuthGrantType grant,
            String tokenEndpoint,
            @Nullable String authorizationEndpoint,
            @Nullable String tenant,
            String scope) {}

    /**
     * What a customer's own domain needs in the DNS.
     *
     * @param spf the names of which an SPF record includes one, the usual one first
     * @param dkim the selectors that all customers have
     * @param ownEnvelope whether the envelope has a domain of the provider, so that SPF says nothing of the customer's
     * @param steps message keys of what a person has to do at the provider so that mails are signed, in order
     */
    public record DomainRecords(List<String> spf, List<String> dkim, boolean ownEnvelope, List<String> steps) {

        public DomainRecords {
            spf = listed(spf);
            dkim = listed(dkim);
            steps = listed(steps);
        }

        private static List<String> listed(@Nullable List<String> names) {
            return names == null ? List.of() : List.copyOf(names);
        }
    }

    /** The fields that the preset fills, with their new values. */
    public Map<String, String> fill(MailForm typed) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("host", host);
        form.put("port", String.valueOf(port));
        form.put("sslEnabled", "true");
        form.put("useDefaultCredentials", "");
        form.put("tlsMode", TlsMode.AUTO.name());
        form.put("authMethod", (auth == null ? AuthMethod.AUTO : auth).name());
        form.putAll(oauthFields(typed));
        form.put("allowCleartextPassword", "");
        form.put("trustedCertificates", "");
        form.put("maxConnections", maxConnections == null ? "2" : String.valueOf(maxConnections));
        form.put("maxPerMinute", maxPerMinute == null ? "" : String.valueOf(maxPerMinute));
        if (username != null) {
            form.put("username", username);
        }
        if (fromIsUsername) {
            String address = typed.username().isBlank() ? typed.fromAddress() : typed.username();
            form.put("username", address);
            form.put("fromAddress", address);
        }
        return form;
    }

    boolean givesOut(EmailAddress address) {
        return domains != null && domains.contains(address.domain().toLowerCase(Locale.ROOT));
    }

    boolean takesMailAt(String mailHost) {
        return mx != null && mx.stream().anyMatch(own -> mailHost.equals(own) || mailHost.endsWith("." + own));
    }

    /** Keeps of an application that was registered before what still fits: a tenant is typed once. */
    private Map<String, String> oauthFields(MailForm typed) {
        if (oauth == null) {
            return Map.of();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("oauthGrant", oauth.grant().name());
        fields.put("oauthTokenEndpoint", oauth.tokenEndpoint());
        fields.put("oauthAuthorizationEndpoint", text(oauth.authorizationEndpoint()));
        fields.put("oauthScope", oauth.scope());
        boolean wantsTenant = oauth.tokenEndpoint().contains(MailSettingsValues.OAuth.TENANT);
        fields.put("oauthTenant", wantsTenant ? typed.oauthTenant() : "");
        if (oauth.tenant() != null) {
            fields.put("oauthTenant", oauth.tenant());
        }
        return fields;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Whether this entry is for the form's way to sign in. A host may have several entries. */
    boolean fits(MailForm form) {
        return oauth == null
                ? !form.usesOAuth()
                : form.usesOAuth() && oauth.grant().name().equals(form.oauthGrant());
    }

    boolean lintsFor(MailWarning warning) {
        return lint != null && lint.contains(warning);
    }

    /** Whether a customer must replace a part of the host, which is in capitals. */
    public boolean hasPlaceholder() {
        return PLACEHOLDER.matcher(host).find();
    }

    public boolean isAt(String typedHost) {
        String typed = typedHost.strip().toLowerCase(Locale.ROOT);
        Matcher placeholder = PLACEHOLDER.matcher(host);
        if (!placeholder.find()) {
            return host.equals(typed) || (otherHosts != null && otherHosts.contains(typed));
        }
        String before = host.substring(0, placeholder.start());
        String after = host.substring(placeholder.end());
        return typed.length() > before.length() + after.length() && typed.startsWith(before) && typed.endsWith(after);
    }
}
