package io.postern.mail.consent;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.postern.crypto.OpenedSecret;
import io.postern.installation.Installation;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.auth.TokenEndpoint;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import io.postern.outbound.TrustedCertificates;
import io.postern.users.SignedInUser;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Connects the account of a server's stored settings: its owner consents in the browser, once. This is the authorization code grant with PKCE
 * (RFC 6749 section 4.1, RFC 7636 with S256). The result is a refresh token.
 */
@Component
public class AccountConnectionService {

    public static final String CALLBACK = "/settings/mail/oauth/callback";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_TOKEN = 8 * 1024;

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final MailSettingsService saving;
    private final Installation installation;
    private final TargetPolicy policy;
    private final Clock clock;

    AccountConnectionService(
            MailSettingsRepository repository,
            MailSecret secret,
            MailSettingsService saving,
            Installation installation,
            TargetPolicy policy,
            Clock clock) {
        this.repository = repository;
        this.secret = secret;
        this.saving = saving;
        this.installation = installation;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * A connection that is about to be made.
     *
     * @param page the address for the browser
     * @param callback the address that the provider must know
     * @param mailbox the account; its owner need not type it
     */
    public record ConsentRequest(URI page, URI callback, String mailbox, PendingConsent pending) {}

    /** Empty while the settings have no account to connect, or the public address is not set. */
    public Optional<ConsentRequest> begin(SignedInUser me, MailSettings stored) {
        URI callback = callback().orElse(null);
        URI page = page(stored.values()).orElse(null);
        String mailbox = stored.values().signIn().username();
        OAuthClient client = client(stored).orElse(null);
        if (callback == null || page == null || mailbox == null || client == null) {
            return Optional.empty();
        }
        State state = new State(32);
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(client.id()))
                .endpointURI(page)
                .redirectionURI(callback)
                .scope(endpoint(client, stored.values()).scope())
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter("login_hint", mailbox)
                .build();
        PendingConsent pending = new PendingConsent(
                me.id(),
                state.getValue(),
                verifier.getValue(),
                stored.id(),
                stored.version(),
                clock.instant().plus(PendingConsent.LONGEST));
        return Optional.of(new ConsentRequest(request.toURI(), callback, mailbox, pending));
    }

    /** Redeems the code with which the browser came back, within 15 s. Null when the account is connected, else why it is not. */
    @Nullable
    public ConnectProblem finish(PendingConsent pending, String code) {
        MailSettings stored = repository.findById(pending.server()).orElse(null);
        Optional<URI> callback = callback();
        Optional<OAuthClient> client = stored == null ? Optional.empty() : client(stored);
        if (stored == null || stored.version() != pending.version() || callback.isEmpty() || client.isEmpty()) {
            return ConnectProblem.settingsChanged();
        }
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), callback.get(), new CodeVerifier(pending.verifier()));
        String refreshToken;
        try {
            refreshToken = endpoint(client.get(), stored.values())
                    .ask(grant, null, request -> {})
                    .refreshToken();
        } catch (IOException failed) {
            return ConnectProblem.of(failed);
        }
        if (refreshToken == null || refreshToken.length() > LONGEST_TOKEN) {
            return ConnectProblem.notLasting();
        }
        return saving.connect(pending.server(), refreshToken, pending.version())
                ? null
                : ConnectProblem.settingsChanged();
    }

    /** The address to which the provider sends the browser back. It never comes from a request. */
    public Optional<URI> callback() {
        return installation.link(CALLBACK);
    }

    private static Optional<URI> page(MailSettingsValues values) {
        return Optional.ofNullable(values.oauth()).flatMap(MailSettingsValues.OAuth::authorizationPage);
    }

    /** Empty where no account is to be connected, and where the client secret can't be opened. */
    private Optional<OAuthClient> client(MailSettings stored) {
        OpenedSecret opened = secret.open(stored).orElse(new OpenedSecret.Text(""));
        return opened instanceof OpenedSecret.Text text
                ? Optional.ofNullable(stored.values().oauth())
                        .filter(MailSettingsValues.OAuth::connectsAccount)
                        .flatMap(oauth -> oauth.client(text.value()))
                : Optional.empty();
    }

    private TokenEndpoint endpoint(OAuthClient client, MailSettingsValues values) {
        TlsClient tls = new TlsClient(client.trustedOf(
                TrustedCertificates.of(values.server().trustedCertificates()),
                String.valueOf(values.server().host())));
        return new TokenEndpoint(client, policy, tls, PATIENCE, PATIENCE);
    }
}
