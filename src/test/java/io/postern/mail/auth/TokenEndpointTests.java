package io.postern.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.OAuthClient;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.Accounts;
import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.SmtpSender;
import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.mail.smtp.StageListener.State;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.Cancellation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authorization servers answer instead of a token, and what a hostile one may do. */
class TokenEndpointTests {

    private final MockAuthorizationServer provider = MockAuthorizationServer.start();
    private final ScriptedSmtpServer server =
            ScriptedSmtpServer.start().offering("XOAUTH2").taking(provider::hasIssued);

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @ParameterizedTest(name = "{1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            401 | invalid_client          | AADSTS7000215: Invalid client secret provided. Ensure the secret is the value | oauth-secret-invalid
            401 | invalid_client          | AADSTS7000222: The provided client secret keys for app are expired.           | oauth-secret-expired
            400 | unauthorized_client     | AADSTS700016: Application with identifier was not found in the directory      | oauth-client-unknown
            400 | invalid_request         | AADSTS90002: Tenant not found. Check to make sure you have the right tenant   | oauth-client-unknown
            401 | invalid_client          | The OAuth client was not found.                                               | oauth-client-unknown
            401 | invalid_client          | Unauthorized                                                                  | oauth-secret-invalid
            400 | invalid_grant           | AADSTS53003: Access has been blocked by Conditional Access policies           | oauth-conditional-access
            400 | interaction_required    | AADSTS530034: a delegated administrator was blocked by a policy               | oauth-conditional-access
            401 | invalid_client          | AADSTS7000229: The client application is missing service principal            | oauth-service-principal-missing
            400 | invalid_grant           | Token has been expired or revoked.                                            | oauth-grant-revoked
            400 | invalid_grant           | AADSTS50173: The provided grant has expired due to it being revoked           | oauth-grant-revoked
            400 | interaction_required    | AADSTS50076: you must use multi-factor authentication                         | oauth-grant-revoked
            400 | invalid_scope           | AADSTS1002012: The provided value for scope is not valid                      | oauth-failed
            400 | unsupported_grant_type  | Connection refused, PKIX path building failed                                 | oauth-failed
            503 | temporarily_unavailable | AADSTS90033: A transient error has occurred                                   | oauth-unreachable
            400 | server_error            | try again                                                                     | oauth-unreachable
            """)
    void anErrorIsRecognised(int status, String error, String description, String code) {
        provider.refusing(status, error, description);

        Failure failure = account(provider.client()).failure();

        assertThat(failure.problem().code()).isEqualTo(code);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHORIZE);
        assertThat(failure.reply()).isEqualTo("HTTP " + status + " " + error + ": " + description);
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void aWrongSecretIsSaidByTheServerItself() {
        OAuthClient wrong =
                new OAuthClient(provider.tokenEndpoint(), MockAuthorizationServer.CLIENT, "wr0ng-secret", "");

        Failure failure = account(wrong).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.OAUTH_SECRET_INVALID);
        assertThat(failure.reply()).isEqualTo("HTTP 401 invalid_client");
    }

    @Test
    void usesATokenThatLastsForEver() {
        provider.answering(
                200,
                "application/json",
                "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":9223372036854775807}");
        server.taking("abc"::equals);

        assertThat(account(provider.client()).test()).isInstanceOf(Accepted.class);
    }

    @Test
    void aSecretThatTheServerRepeatsIsNotShown() {
        provider.refusing(400, "invalid_request", "bad " + MockAuthorizationServer.SECRET);

        assertThat(account(provider.client()).failure().reply())
                .contains("bad ***")
                .doesNotContain("cl1ent");
    }

    @Tag("case-77")
    @Test
    void anEndlessAnswerEnds() {
        provider.answering(200, "application/json", "{\"access_token\":\"" + "a".repeat(2_000_000) + "\"}");

        Failure failure = account(provider.client()).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.OAUTH_FAILED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHORIZE);
        assertThat(failure.reply()).isEqualTo("HTTP 200");
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void waitsForASilentEndpointAsForTheMailServer() {
        provider.hanging();

        assertThat(account(provider.client()).impatient().failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
    }

    @Test
    void endsTheAttemptWhileWaitingForTheToken() {
        provider.hanging();

        Failure failure =
                account(provider.client()).bound(Duration.ofMillis(700)).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.DEADLINE_EXCEEDED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHORIZE);
    }

    @Test
    void distinguishesAMissingEndpointFromTheMailServer() {
        provider.close();
        List<StageReport> reports = new ArrayList<>();

        account(provider.client()).sender().test(Accounts.mail(), reports::add, new Cancellation());

        assertThat(reports).last().satisfies(report -> {
            assertThat(report.stage()).isEqualTo(Stage.AUTHORIZE);
            assertThat(report.state()).isEqualTo(State.FAILED);
            assertThat(report.failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
            assertThat(report.failure().retry()).isEqualTo(RetryClass.TEMPORARY);
            assertThat(report.findings())
                    .extracting(StageListener.Finding::value)
                    .anyMatch(reason -> reason.contains("refused"));
        });
    }

    @Test
    void itsCertificateMustBeGoodForItsName() {
        try (MockAuthorizationServer other = MockAuthorizationServer.start(TestCertificates.named("other.example"))) {
            assertThat(account(other.client()).failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
            assertThat(other.requests()).isEmpty();
        }
        assertThat(account(provider.client()).trusting().failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void trustsTheMailServersCasAtItsHostOnly() {
        URI byAddress = URI.create(provider.tokenEndpoint().toString().replace("localhost", "127.0.0.1"));

        assertThat(account(provider.client()).test()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(account(at(byAddress)).failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
        assertThat(account(at(byAddress)).host("127.0.0.1").test()).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Tag("case-59")
    @Test
    void itsAddressIsCheckedLikeThatOfTheMailServer() {
        for (String refused : List.of("169.254.169.254", "[::ffff:169.254.169.254]", "0.0.0.0", "224.0.0.1")) {
            assertThat(account(at(URI.create("https://" + refused + "/token")))
                            .failure()
                            .problem())
                    .as(refused)
                    .isEqualTo(SmtpProblem.ADDRESS_REFUSED);
        }
        // The mail server is on another loopback address than the one that is refused.
        try (ScriptedSmtpServer six = ScriptedSmtpServer.start("127.0.0.3").offering("XOAUTH2")) {
            Failure failure = Accounts.at(six)
                    .host("127.0.0.3")
                    .oauth(provider.client(), new OAuthGrant.ClientCredentials())
                    .refusing("127.0.0.1/32")
                    .failure();
            assertThat(failure.problem()).isEqualTo(SmtpProblem.ADDRESS_REFUSED);
            assertThat(failure.stage()).isEqualTo(Stage.AUTHORIZE);
        }
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void plainHttpIsNotSpoken() {
        URI plain = URI.create(provider.tokenEndpoint().toString().replace("https", "http"));

        assertThat(account(at(plain)).failure().problem()).isEqualTo(SmtpProblem.OAUTH_UNREACHABLE);
    }

    @Test
    void afterAFailureTheNextAttemptAsksAgain() {
        SmtpSender sender = account(provider.client()).sender();
        provider.refusing(503, "temporarily_unavailable", "later");
        assertThat(Accounts.outcome(sender)).isInstanceOfSatisfying(SendOutcome.Unsent.class, unsent -> assertThat(
                        unsent.cause().problem())
                .isEqualTo(SmtpProblem.OAUTH_UNREACHABLE));

        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
    }

    private static OAuthClient at(URI endpoint) {
        return new OAuthClient(endpoint, MockAuthorizationServer.CLIENT, MockAuthorizationServer.SECRET, "");
    }

    private Accounts account(OAuthClient client) {
        return Accounts.at(server).host("localhost").oauth(client, new OAuthGrant.ClientCredentials());
    }
}
