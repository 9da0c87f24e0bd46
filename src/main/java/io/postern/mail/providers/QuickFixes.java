package io.postern.mail.providers;

import io.postern.installation.Installation;
import io.postern.mail.diagnosis.QuickFix;
import io.postern.mail.settings.MailForm;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a quick fix changes in the form as typed. */
@Component
public class QuickFixes {

    private final Installation installation;
    private final Providers providers;

    QuickFixes(Installation installation, Providers providers) {
        this.installation = installation;
        this.providers = providers;
    }

    public static Optional<QuickFix> byCode(String code) {
        return Arrays.stream(QuickFix.values())
                .filter(quickFix -> quickFix.code().equals(code))
                .findFirst();
    }

    /**
     * The fields with their new values; empty when the fix has nothing to change.
     *
     * @param found what the test found out that the fix needs: a certificate in PEM, a host name; else blank
     */
    public Map<String, String> fields(QuickFix quickFix, MailForm typed, String found) {
        return switch (quickFix) {
            case STARTTLS_587 -> Map.of("sslEnabled", "true", "port", "587", "tlsMode", "AUTO");
            case IMPLICIT_TLS_465 -> Map.of("sslEnabled", "true", "port", "465", "tlsMode", "AUTO");
            case IMPLICIT_TLS -> Map.of("sslEnabled", "true", "tlsMode", "IMPLICIT");
            case PORT_2525 -> Map.of("port", "2525");
            case SSL_ON -> Map.of("sslEnabled", "true");
            case FROM_IS_USERNAME ->
                EmailAddress.parse(typed.username())
                        .filter(username ->
                                differs(username, typed.fromAddress()) || differs(username, typed.envelopeFrom()))
                        .map(username -> Map.of("fromAddress", username.value(), "envelopeFrom", ""))
                        .orElse(Map.of());
            case EHLO_FROM_PUBLIC_ADDRESS ->
                publicHost().map(host -> Map.of("ehloName", host)).orElse(Map.of());
            case HOST_FROM_CERTIFICATE -> found.isBlank() ? Map.of() : Map.of("host", found);
            case TRUST_CA ->
                found.isBlank()
                        ? Map.of()
                        : Map.of(
                                "trustedCertificates",
                                (typed.trustedCertificates().strip() + "\n" + found).strip());
            case AUTHENTICATE_587 ->
                typed.usesOAuth()
                        ? Map.of("sslEnabled", "true", "port", "587", "tlsMode", "AUTO")
                        : Map.of("sslEnabled", "true", "port", "587", "tlsMode", "AUTO", "authMethod", "PASSWORD");
            case AUTHENTICATION_ON -> Map.of("authMethod", "PASSWORD");
            case CONNECTIONS_2 -> Map.of("maxConnections", "2");
            case RATE_LIMIT -> Map.of("maxPerMinute", "30");
            case OAUTH2, PRESET_WITH_OAUTH2 ->
                providers
                        .withOAuth(typed.host())
                        .map(provider -> provider.fill(typed))
                        .orElse(Map.of("authMethod", "OAUTH2"));
        };
    }

    /** Whether mail is sent from another address than that; where none is typed, it is not. */
    private static boolean differs(EmailAddress username, String typed) {
        return !typed.isBlank()
                && EmailAddress.parse(typed)
                        .map(EmailAddress::canonical)
                        .filter(username.canonical()::equals)
                        .isEmpty();
    }

    private Optional<String> publicHost() {
        return Optional.ofNullable(installation.current().publicUrl())
                .map(URI::getHost)
                .filter(HostName::isFqdn);
    }
}
