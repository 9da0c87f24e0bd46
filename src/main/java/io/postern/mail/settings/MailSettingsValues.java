package io.postern.mail.settings;

import io.postern.mail.account.Encryption;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.outbound.TrustedCertificates;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mail settings but for the secret, checked. Null means that a field was left blank.
 *
 * @param host null only before settings are saved for the first time
 * @param port null for the default of {@link #effectivePort()}
 * @param trustedCertificates PEM
 * @param oauth set when {@code authMethod} is that
 */
@Embeddable
public record MailSettingsValues(
        boolean alertEmailsEnabled,
        boolean useDefaultCredentials,
        boolean sslEnabled,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String fromAddress,
        @Nullable String fromDisplayName,
        @Convert(converter = EnumColumn.OfTlsMode.class) TlsMode tlsMode,
        @Nullable String ehloName,
        @Nullable String replyTo,
        @Nullable String envelopeFrom,
        @Convert(converter = DurationColumn.class) Duration connectTimeout,
        @Convert(converter = DurationColumn.class) Duration readTimeout,
        int maxConnections,
        @Nullable Integer maxPerMinute,
        boolean allowCleartextPassword,
        @Nullable String trustedCertificates,
        @Convert(converter = EnumColumn.OfAuthMethod.class) AuthMethod authMethod,
        @Embedded @Nullable OAuthValues oauth) {

    public static final int SUBMISSION_PORT = 587;
    public static final int SUBMISSIONS_PORT = 465;
    public static final int RELAY_PORT = 25;

    /** What counts before anybody has saved. */
    public static final MailSettingsValues UNSAVED = new MailSettingsValues(
            false,
            false,
            true,
            null,
            null,
            null,
            null,
            null,
            TlsMode.AUTO,
            null,
            null,
            null,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            2,
            null,
            false,
            null,
            AuthMethod.AUTO,
            null);

    /** Whether host, numbers and certificates are what the form takes: somebody may have changed the row by hand. */
    boolean isWhole() {
        return host != null
                && HostName.canonical(host).isPresent()
                && NumberRange.PORT.admits(port)
                && NumberRange.SECONDS.has(connectTimeout)
                && NumberRange.SECONDS.has(readTimeout)
                && NumberRange.CONNECTIONS.has(maxConnections)
                && NumberRange.PER_MINUTE.admits(maxPerMinute)
                && TrustedCertificates.parse(trustedCertificates) instanceof TrustedCertificates.Parsed;
    }

    public int effectivePort() {
        return port != null ? port : sslEnabled ? SUBMISSION_PORT : RELAY_PORT;
    }

    public Encryption encryption() {
        if (!sslEnabled) {
            return Encryption.NONE;
        }
        return switch (tlsMode) {
            case STARTTLS -> Encryption.STARTTLS;
            case IMPLICIT -> Encryption.IMPLICIT;
            case AUTO -> effectivePort() == SUBMISSIONS_PORT ? Encryption.IMPLICIT : Encryption.STARTTLS;
        };
    }

    /** Whether the stored secret, or a token got with it, would be sent to the server. */
    public boolean signsInWithSecret() {
        return !useDefaultCredentials && username != null && authMethod != AuthMethod.NONE;
    }

    /** Whether mail is sent by the consent of an account, which then has to be there. */
    public boolean connectsAccount() {
        return !useDefaultCredentials && oauth != null && oauth.connectsAccount();
    }

    public boolean usesOAuth() {
        return authMethod == AuthMethod.OAUTH2;
    }

    /** Whether what is sent never leaves this machine, as far as the host's text alone tells. */
    public boolean isLoopback() {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || IpAddress.parse(host)
                                .filter(ip -> ip.address().isLoopbackAddress())
                                .isPresent());
    }

    /**
     * The address in the From header; empty when neither the field nor the name that signs in is one.
     *
     * @param signInName the username, or with default credentials that of the process
     */
    public Optional<EmailAddress> from(@Nullable String signInName) {
        return Optional.ofNullable(fromAddress != null ? fromAddress : signInName)
                .flatMap(EmailAddress::parse);
    }
}
