package io.postern.mail.test;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.SmtpAccount;
import io.postern.net.EmailAddress;
import io.postern.outbound.CertificateInfo;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that an account consists of in one text, secrets included: two texts are equal if a test of one account is a test of the other.
 * Each value has its length before it, so that no two accounts run into the same text.
 */
final class TestedSettings {

    private final StringBuilder text = new StringBuilder();

    private TestedSettings() {}

    static String canonical(SmtpAccount account) {
        TestedSettings settings = new TestedSettings()
                .with("host", account.host())
                .with("port", account.port())
                .with("encryption", account.encryption())
                .with("ehlo", account.ehloName())
                .with("connect-timeout", account.connectTimeout().toMillis())
                .with("read-timeout", account.readTimeout().toMillis())
                .with("from", account.sender().from().value())
                .with("display-name", account.sender().displayName())
                .with("reply-to", address(account.sender().replyTo()))
                .with("envelope-from", address(account.sender().envelopeFrom()))
                .with(
                        "trusted",
                        account.trusted().stream()
                                .map(CertificateInfo::fingerprint)
                                .collect(Collectors.joining(",")));
        settings.signIn(account.credentials());
        return settings.text.toString();
    }

    private void signIn(Credentials credentials) {
        if (credentials instanceof Credentials.Password given) {
            with("password-of", given.username()).with("password", given.password());
        } else if (credentials instanceof Credentials.OAuth2 oauth) {
            with("oauth-of", oauth.username())
                    .with("token-endpoint", oauth.client().tokenEndpoint())
                    .with("client", oauth.client().id())
                    .with("client-secret", oauth.client().secret())
                    .with("scope", oauth.client().scope())
                    .with(
                            "consent",
                            oauth.grant() instanceof OAuthGrant.Connected connected
                                    ? connected.tokens().consent()
                                    : null);
        } else if (credentials instanceof Credentials.Kerberos kerberos) {
            with("kerberos-of", kerberos.principal())
                    .with("keytab", kerberos.keytab())
                    .with("ticket-cache", kerberos.ticketCache())
                    .with("service", kerberos.service());
        } else {
            with("no-authentication", null);
        }
    }

    private static @Nullable String address(@Nullable EmailAddress address) {
        return address == null ? null : address.value();
    }

    private TestedSettings with(String name, @Nullable Object value) {
        text.append(name);
        if (value != null) {
            String written = value.toString();
            text.append('=').append(written.length()).append(':').append(written);
        }
        text.append('\n');
        return this;
    }
}
