package io.postern.mail.settings;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.account.Protection;
import io.postern.net.EmailAddress;
import io.postern.net.IpAddress;
import io.postern.outbound.TrustedCertificates;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * The mail settings without the secret. The names are those of the form's fields; null means that a field was left blank. A
 * constraint's message is the key of the text at the field.
 *
 * @param allowWeakerBackup whether a backup may encrypt less well than the primary; false for the primary
 * @param oauth set when {@code authMethod} is that
 */
@Embeddable
public record MailSettingsValues(
        boolean alertEmailsEnabled,
        boolean allowWeakerBackup,
        @Embedded @Valid Server server,
        @Embedded @Valid SignIn signIn,
        @Embedded @Valid Sending sending,
        @Embedded @Valid @Nullable OAuth oauth) {

    public static final int SUBMISSION_PORT = 587;
    public static final int SUBMISSIONS_PORT = 465;
    public static final int RELAY_PORT = 25;

    private static final String RANGE = "mail.settings.number.range";
    private static final String TOO_LONG = "mail.settings.text.too-long";
    private static final Set<String> BOUND = NamedFields.annotated(MailSettingsValues.class, BoundToSecret.class);

    /**
     * Which server, and how it is reached. Timeouts are in seconds.
     *
     * @param host null only before settings are saved for the first time
     * @param port null for the default of {@link #effectivePort()}
     * @param trustedCertificates PEM
     */
    @Embeddable
    public record Server(
            @BoundToSecret @Nullable String host,
            @BoundToSecret @Range(min = 1, max = 65535, message = RANGE) @Nullable Integer port,
            @BoundToSecret boolean sslEnabled,
            @BoundToSecret @Enumerated(EnumType.STRING) TlsMode tlsMode,
            @BoundToSecret @Nullable String trustedCertificates,
            @Nullable String ehloName,
            @Range(min = 1, max = 120, message = RANGE) int connectTimeout,
            @Range(min = 1, max = 120, message = RANGE) int readTimeout) {}

    /** How the sender signs in. */
    @Embeddable
    public record SignIn(
            boolean useDefaultCredentials,
            @BoundToSecret @Enumerated(EnumType.STRING) AuthMethod authMethod,
            @BoundToSecret @Size(max = 320, message = TOO_LONG) @Nullable String username,
            @BoundToSecret boolean allowCleartextPassword) {}

    /** From whom mail comes, and how much of it at once. */
    @Embeddable
    public record Sending(
            @Nullable String fromAddress,
            @Size(max = 100, message = TOO_LONG) @Nullable String fromDisplayName,
            @Nullable String replyTo,
            @Nullable String envelopeFrom,
            @Range(min = 1, max = 10, message = RANGE) int maxConnections,
            @Range(min = 1, max = 100_000, message = RANGE) @Nullable Integer maxPerMinute) {}

    /**
     * OAuth 2.0, without the client secret.
     *
     * @param oauthTokenEndpoint may hold {@value #TENANT}, as the other endpoint may
     * @param oauthScope RFC 6749, appendix A: no quotation mark and no backslash
     * @param oauthSecretExpires the last day of the client secret, as somebody entered it
     */
    @Embeddable
    public record OAuth(
            @Column(name = "oauth_grant_type") @Enumerated(EnumType.STRING) OAuthGrantType oauthGrant,
            @BoundToSecret @Size(max = 200, message = TOO_LONG) @Nullable String oauthTenant,
            @BoundToSecret
                    @Size(max = 300, message = TOO_LONG)
                    @Pattern(regexp = "[ -~]+", message = "mail.settings.oauth.client.malformed")
                    @Nullable
                    String oauthClientId,
            @BoundToSecret @Size(max = 500, message = TOO_LONG) @Nullable String oauthTokenEndpoint,
            @BoundToSecret @Size(max = 500, message = TOO_LONG) @Nullable String oauthAuthorizationEndpoint,
            @Size(max = 500, message = TOO_LONG)
                    @Pattern(regexp = "[!#-\\[\\]-~ ]+", message = "mail.settings.oauth.scope.malformed")
                    @Nullable
                    String oauthScope,
            @Nullable LocalDate oauthSecretExpires) {

        /** Stands for the tenant in an endpoint. */
        public static final String TENANT = "{tenant}";

        public boolean connectsAccount() {
            return oauthGrant == OAuthGrantType.AUTHORIZATION_CODE;
        }

        /** Where tokens are asked for, with which secret; empty while client or endpoint are missing. */
        public Optional<OAuthClient> client(String secret) {
            return oauthClientId == null || oauthTokenEndpoint == null
                    ? Optional.empty()
                    : Optional.of(new OAuthClient(
                            uri(oauthTokenEndpoint), oauthClientId, secret, oauthScope == null ? "" : oauthScope));
        }

        /** Where the account's owner consents; empty for client credentials. */
        public Optional<URI> authorizationPage() {
            return Optional.ofNullable(oauthAuthorizationEndpoint).map(this::uri);
        }

        private URI uri(String endpoint) {
            return URI.create(endpoint.replace(TENANT, oauthTenant == null ? "" : oauthTenant));
        }
    }

    /** What counts before somebody has saved, and for a field that is left blank. */
    public static final MailSettingsValues UNSAVED = NamedFields.make(
            MailSettingsValues.class,
            Map.<String, Object>of(
                    "sslEnabled",
                    true,
                    "tlsMode",
                    TlsMode.AUTO,
                    "connectTimeout",
                    10,
                    "readTimeout",
                    10,
                    "maxConnections",
                    2,
                    "authMethod",
                    AuthMethod.AUTO));

    public int effectivePort() {
        return server.port != null ? server.port : server.sslEnabled ? SUBMISSION_PORT : RELAY_PORT;
    }

    public Encryption encryption() {
        if (!server.sslEnabled) {
            return Encryption.NONE;
        }
        return switch (server.tlsMode) {
            case STARTTLS -> Encryption.STARTTLS;
            case IMPLICIT -> Encryption.IMPLICIT;
            case AUTO -> effectivePort() == SUBMISSIONS_PORT ? Encryption.IMPLICIT : Encryption.STARTTLS;
        };
    }

    public Protection protection() {
        return Protection.of(server.sslEnabled, signIn.allowCleartextPassword);
    }

    /** Whether the stored secret, or a token that it gets, is sent to the server. */
    public boolean signsInWithSecret() {
        return !signIn.useDefaultCredentials && signIn.username != null && signIn.authMethod != AuthMethod.NONE;
    }

    /** Whether mail is sent by the consent of an account, which then has to be there. */
    public boolean connectsAccount() {
        return !signIn.useDefaultCredentials && oauth != null && oauth.connectsAccount();
    }

    public boolean usesOAuth() {
        return signIn.authMethod == AuthMethod.OAUTH2;
    }

    /** Whether mail does not leave this machine, as far as the text of the host tells. */
    boolean isLoopback() {
        return server.host != null
                && (server.host.equalsIgnoreCase("localhost")
                        || IpAddress.parse(server.host)
                                .filter(ip -> ip.address().isLoopbackAddress())
                                .isPresent());
    }

    /**
     * The address in the From header; empty when neither the field nor the name that signs in is an address.
     *
     * @param signInName the username, or with default credentials that of the process
     */
    Optional<EmailAddress> from(@Nullable String signInName) {
        return Optional.ofNullable(sending.fromAddress != null ? sending.fromAddress : signInName)
                .flatMap(EmailAddress::parse);
    }

    /** The fields of which each {@link BoundToSecret} is another there. */
    List<String> otherDestination(MailSettingsValues there) {
        Map<String, @Nullable Object> here = destination();
        Map<String, @Nullable Object> other = there.destination();
        return BOUND.stream()
                .filter(field -> !Objects.equals(here.get(field), other.get(field)))
                .toList();
    }

    private Map<String, @Nullable Object> destination() {
        Map<String, @Nullable Object> fields = NamedFields.of(this);
        fields.computeIfPresent("host", (name, host) -> host.toString().toLowerCase(Locale.ROOT));
        fields.put("port", effectivePort());
        fields.put("tlsMode", server.sslEnabled ? server.tlsMode : null);
        return fields;
    }

    /** As the audit trail shows it. */
    Map<String, @Nullable Object> described() {
        Map<String, @Nullable Object> fields = NamedFields.of(this);
        fields.put("port", effectivePort());
        fields.put("trustedCertificates", TrustedCertificates.fingerprints(server.trustedCertificates));
        return fields;
    }
}
