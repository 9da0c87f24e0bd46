package io.postern.mailsettings;

import io.postern.installation.Installation;
import io.postern.secrets.Opened;
import io.postern.smtp.AccountConnection;
import io.postern.smtp.TargetPolicy;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects the account of the settings that stand: to the provider and back. */
@Component
class AccountConnecting {

    static final String CALLBACK = "/settings/mail/oauth/callback";

    private final MailSettingsRow row;
    private final MailSecret secret;
    private final MailSettingsSaving saving;
    private final Installation installation;
    private final TargetPolicy policy;

    AccountConnecting(
            MailSettingsRow row,
            MailSecret secret,
            MailSettingsSaving saving,
            Installation installation,
            TargetPolicy policy) {
        this.row = row;
        this.secret = secret;
        this.saving = saving;
        this.installation = installation;
        this.policy = policy;
    }

    /**
     * A connection about to be made.
     *
     * @param callback the address that the provider must know
     * @param version of the settings
     */
    record Begun(AccountConnection.Begun browser, URI callback, String mailbox, long version) {}

    /** Empty while the settings have no account to connect, or nobody has said the public address. */
    Optional<Begun> begin() {
        MailSettings stored = row.stored();
        Optional<URI> callback = callback();
        String mailbox = stored.values().username();
        OAuthValues oauth = stored.values().oauth();
        if (callback.isEmpty() || mailbox == null || oauth == null) {
            return Optional.empty();
        }
        return connection(stored).flatMap(connection -> oauth.authorizationPage()
                .map(page -> new Begun(
                        connection.begin(page, callback.get(), mailbox), callback.get(), mailbox, stored.version())));
    }

    /** Why it did not come to a consent; null when the account is connected. Asks the provider: ends within 15 s. */
    @Nullable
    ConnectProblem finish(Connecting connecting, String code) {
        MailSettings stored = row.stored();
        Optional<URI> callback = callback();
        Optional<AccountConnection> connection = connection(stored);
        if (stored.version() != connecting.version() || callback.isEmpty() || connection.isEmpty()) {
            return ConnectProblem.settingsChanged();
        }
        AccountConnection.Answer answer = connection.get().finish(callback.get(), code, connecting.verifier());
        if (answer instanceof AccountConnection.Refused refused) {
            return ConnectProblem.of(refused);
        }
        if (!(answer instanceof AccountConnection.Connected connected)) {
            return ConnectProblem.notLasting();
        }
        return saving.connect(connected.refreshToken(), connecting.version()) ? null : ConnectProblem.settingsChanged();
    }

    /** Where the provider sends the browser back to; never from what a request says. */
    Optional<URI> callback() {
        return installation.link(CALLBACK);
    }

    private Optional<AccountConnection> connection(MailSettings stored) {
        MailValues values = stored.values();
        Opened opened = secret.open(stored).orElse(new Opened.Text(""));
        OAuthValues oauth = values.oauth();
        return oauth == null || !oauth.connectsAccount() || !(opened instanceof Opened.Text text)
                ? Optional.empty()
                : oauth.client(text.value())
                        .map(client -> new AccountConnection(
                                client,
                                String.valueOf(values.host()),
                                TrustedCertificates.of(values.trustedCertificates()),
                                policy));
    }
}
