package io.postern.mail.consent;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.auth.TokenEndpoint;
import io.postern.mail.diagnosis.FailureContext;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.ShownText;
import io.postern.outbound.Deadline;
import io.postern.outbound.HttpUnreachable;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gets an account's consent, once, through its owner's browser: the authorization code grant with PKCE (RFC 6749 section 4.1, RFC
 * 7636 with S256). What it yields is a refresh token. Keeps nothing between the two steps.
 */
public final class ConsentFlow {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_TOKEN = 8 * 1024;

    private final OAuthClient client;
    private final TokenEndpoint endpoint;

    /**
     * Prepares the flow for one client; nothing is asked yet.
     *
     * @param mailHost the mail server for which it is
     * @param trusted the certificates that are trusted for the mail server
     */
    public ConsentFlow(OAuthClient client, String mailHost, List<X509Certificate> trusted, TargetPolicy policy) {
        this.client = client;
        this.endpoint = new TokenEndpoint(
                client, policy, new TlsClient(client.trustedOf(trusted, mailHost)), PATIENCE, PATIENCE);
    }

    /**
     * What to do with the browser, and what to remember until it comes back. The text form tells nothing of it.
     *
     * @param page where the browser goes
     * @param state comes back with it, and nobody else knows it
     * @param verifier for {@link #finish}
     */
    public record Request(URI page, String state, String verifier) {
        @Override
        public String toString() {
            return "Request";
        }
    }

    /** What came of it. */
    public sealed interface Answer {}

    /** The consent is there. The text form does not tell the token. */
    public record Connected(String refreshToken) implements Answer {
        @Override
        public String toString() {
            return "Connected";
        }
    }

    /** There was consent for a while only: no refresh token came with it, or none of a reasonable size. */
    public record NotLasting() implements Answer {}

    /**
     * The authorization server gave nothing.
     *
     * @param said by the server, or by the system where it could not be reached; to be escaped where it is shown
     */
    public record Refused(SmtpProblem problem, @Nullable String said) implements Answer {}

    /**
     * Makes an address for the browser, with a state and a verifier of its own.
     *
     * @param authorizationEndpoint its query stays
     * @param callback where the browser comes back to
     * @param mailbox whose consent is wanted, so that its owner need not type it
     */
    public Request begin(URI authorizationEndpoint, URI callback, String mailbox) {
        State state = new State(32);
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(client.id()))
                .endpointURI(authorizationEndpoint)
                .redirectionURI(callback)
                .scope(endpoint.scope())
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter("login_hint", mailbox)
                .build();
        return new Request(request.toURI(), state.getValue(), verifier.getValue());
    }

    /** Redeems the code with which the browser came back. Ends within 15 s. */
    public Answer finish(URI callback, String code, String verifier) {
        try {
            AuthorizationCodeGrant grant =
                    new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(verifier));
            String refreshToken = endpoint.ask(grant, null, request -> {}).refreshToken();
            return refreshToken == null || refreshToken.length() > LONGEST_TOKEN
                    ? new NotLasting()
                    : new Connected(refreshToken);
        } catch (HttpUnreachable unreachable) {
            return new Refused(failure(unreachable).problem(), ShownText.of(unreachable.reason()));
        } catch (IOException failed) {
            Failure failure = failure(failed);
            return new Refused(failure.problem(), failure.reply());
        }
    }

    private static Failure failure(IOException thrown) {
        FailureContext context = new FailureContext(
                Stage.AUTHORIZE, null, thrown, 443, Encryption.IMPLICIT, Credentials.OAuth2.class, Set.of());
        return SmtpDiagnosis.of(context, Deadline.End.NONE, null);
    }
}
