package io.postern.mail.settings;

import io.postern.crypto.OpenedSecret;
import io.postern.installation.Installation;
import io.postern.mail.account.Credentials;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.auth.ProcessIdentity;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.outbound.TrustedCertificates;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the account that the sender uses from settings, stored or in a form. */
@Component
public class AccountFactory {

    private final DefaultCredentials process;
    private final Installation installation;
    private final SealedRefreshTokens grants;
    private final MailSecret secrets;

    AccountFactory(
            DefaultCredentials process, Installation installation, SealedRefreshTokens grants, MailSecret secrets) {
        this.process = process;
        this.installation = installation;
        this.grants = grants;
        this.secrets = secrets;
    }

    /**
     * The account for these settings.
     *
     * @param secret password or client secret for a server that wants one. Where it is missing it is empty: the sender then reports
     *     that, and does not send without authentication
     * @param grant the consent of the connected account, or null while there is none, which the sender reports
     * @return empty while there is no host, no From address, or no default credentials for this host, and where somebody changed the
     *     row by hand to what the form would not have taken
     */
    public Optional<SmtpAccount> of(MailSettingsValues values, String secret, @Nullable UUID grant) {
        try {
            return account(values, secret, grant);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** The account that a checked form describes: with the secret typed, or the stored one where the form keeps it. */
    public SmtpAccount of(CheckedMailForm checked, MailSettings stored) {
        String password = "";
        if (checked.secret() instanceof CheckedMailForm.Replace replace) {
            password = replace.secret();
        } else if (checked.secret() instanceof CheckedMailForm.Keep
                && secrets.open(stored).orElse(null) instanceof OpenedSecret.Text text) {
            password = text.value();
        }
        UUID grant = stored.consentsTo(checked.values()) ? stored.grantId().orElse(null) : null;
        return of(checked.values(), password, grant)
                .orElseThrow(() -> new IllegalStateException("a checked form has host, From and credentials"));
    }

    private Optional<SmtpAccount> account(MailSettingsValues values, String secret, @Nullable UUID grant) {
        MailSettingsValues.Server server = values.server();
        MailSettingsValues.Sending sending = values.sending();
        Credentials credentials = credentials(values, secret, grant);
        if (server.host() == null || credentials == null) {
            return Optional.empty();
        }
        String host = HostName.canonical(server.host()).orElseThrow(IllegalArgumentException::new);
        if (TrustedCertificates.parse(server.trustedCertificates()) instanceof TrustedCertificates.Malformed) {
            return Optional.empty();
        }
        return values.from(signInName(values, credentials))
                .map(from -> new SmtpAccount(
                        bare(host),
                        values.effectivePort(),
                        values.encryption(),
                        credentials,
                        new SmtpAccount.Sender(
                                from,
                                sending.fromDisplayName(),
                                address(sending.replyTo()),
                                address(sending.envelopeFrom())),
                        server.ehloName() != null ? server.ehloName() : publicHost(),
                        TrustedCertificates.of(server.trustedCertificates()),
                        Duration.ofSeconds(server.connectTimeout()),
                        Duration.ofSeconds(server.readTimeout())));
    }

    /** The process's own credentials, where they may be used for these values. */
    Optional<ProcessIdentity> identity(MailSettingsValues values) {
        return process.identity()
                .filter(identity -> identity.mayBeUsedAt(values.server().host()));
    }

    private static @Nullable String signInName(MailSettingsValues values, Credentials credentials) {
        if (credentials instanceof Credentials.Password given) {
            return given.username();
        }
        return credentials instanceof Credentials.Kerberos
                ? null
                : values.signIn().username();
    }

    private @Nullable Credentials credentials(MailSettingsValues values, String secret, @Nullable UUID grant) {
        if (values.signIn().useDefaultCredentials()) {
            return identity(values).map(ProcessIdentity::credentials).orElse(null);
        }
        String username = values.signIn().username();
        if (!values.signsInWithSecret() || username == null) {
            return new Credentials.None();
        }
        if (!values.usesOAuth()) {
            return new Credentials.Password(username, secret);
        }
        return Optional.ofNullable(values.oauth())
                .flatMap(oauth -> oauth.client(secret))
                .map(client -> new Credentials.OAuth2(
                        username,
                        client,
                        values.connectsAccount()
                                ? new OAuthGrant.Connected(grants.tokens(grant))
                                : new OAuthGrant.ClientCredentials()))
                .orElse(null);
    }

    /** The host of the public address where servers take it for a name; never the name of this machine by accident. */
    @Nullable
    public String publicHost() {
        URI address = installation.current().publicUrl();
        String host = address == null ? null : address.getHost();
        return host != null && HostName.isFqdn(host) ? host : null;
    }

    /** An IPv6 address without the brackets in which it may be typed. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static @Nullable EmailAddress address(@Nullable String stored) {
        return stored == null ? null : new EmailAddress(stored);
    }
}
