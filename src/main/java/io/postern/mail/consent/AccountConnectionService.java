package io.postern.mail.consent;

import io.postern.crypto.OpenedSecret;
import io.postern.installation.Installation;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TrustedCertificates;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects the account of the settings that stand: to the provider and back. */
@Component
public class AccountConnectionService {

    public static final String CALLBACK = "/settings/mail/oauth/callback";

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final MailSettingsService saving;
    private final Installation installation;
    private final TargetPolicy policy;

    AccountConnectionService(
            MailSettingsRepository repository,
            MailSecret secret,
            MailSettingsService saving,
            Installation installation,
            TargetPolicy policy) {
        this.repository = repository;
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
    public record ConsentRequest(ConsentFlow.Request request, URI callback, String mailbox, long version) {}

    /** Empty while the settings have no account to connect, or nobody has said the public address. */
    public Optional<ConsentRequest> begin() {
        MailSettings stored = repository.stored();
        Optional<URI> callback = callback();
        String mailbox = stored.values().signIn().username();
        MailSettingsValues.OAuth oauth = stored.values().oauth();
        if (callback.isEmpty() || mailbox == null || oauth == null) {
            return Optional.empty();
        }
        return connection(stored).flatMap(connection -> oauth.authorizationPage()
                .map(page -> new ConsentRequest(
                        connection.begin(page, callback.get(), mailbox), callback.get(), mailbox, stored.version())));
    }

    /** Why it did not come to a consent; null when the account is connected. Asks the provider: ends within 15 s. */
    @Nullable
    public ConnectProblem finish(PendingConsent pending, String code) {
        MailSettings stored = repository.stored();
        Optional<URI> callback = callback();
        Optional<ConsentFlow> connection = connection(stored);
        if (stored.version() != pending.version() || callback.isEmpty() || connection.isEmpty()) {
            return ConnectProblem.settingsChanged();
        }
        ConsentFlow.Answer answer = connection.get().finish(callback.get(), code, pending.verifier());
        if (answer instanceof ConsentFlow.Refused refused) {
            return ConnectProblem.of(refused);
        }
        if (!(answer instanceof ConsentFlow.Connected connected)) {
            return ConnectProblem.notLasting();
        }
        return saving.connect(connected.refreshToken(), pending.version()) ? null : ConnectProblem.settingsChanged();
    }

    /** Where the provider sends the browser back to; never from what a request says. */
    public Optional<URI> callback() {
        return installation.link(CALLBACK);
    }

    private Optional<ConsentFlow> connection(MailSettings stored) {
        MailSettingsValues values = stored.values();
        OpenedSecret opened = secret.open(stored).orElse(new OpenedSecret.Text(""));
        MailSettingsValues.OAuth oauth = values.oauth();
        return oauth == null || !oauth.connectsAccount() || !(opened instanceof OpenedSecret.Text text)
                ? Optional.empty()
                : oauth.client(text.value())
                        .map(client -> new ConsentFlow(
                                client,
                                String.valueOf(values.server().host()),
                                TrustedCertificates.of(values.server().trustedCertificates()),
                                policy));
    }
}
