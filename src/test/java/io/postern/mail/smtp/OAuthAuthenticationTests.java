package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.RefreshTokenStore;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in at the mail server by OAuth 2.0, against a real authorization server over HTTPS. */
class OAuthAuthenticationTests {

    private final MockAuthorizationServer provider = MockAuthorizationServer.start();
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start()
            .startTls(TestCertificates.good())
            .offering("LOGIN XOAUTH2")
            .taking(provider::hasIssued);
    private final FakeRefreshTokens refreshTokens = new FakeRefreshTokens();

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void clientCredentialsGetATokenThatTheMailServerTakes() {
        SmtpTestResult result = byClientCredentials().sender().test(Accounts.mail(), report -> {}, new Cancellation());

        AuthenticationStages.signedIn(server, result, "XOAUTH2", "mailer@corp.example");
        assertThat(provider.requests()).singleElement().satisfies(request -> assertThat(request)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "mail.send offline_access"));
        assertThat(String.join("\n", result.transcript()))
                .contains("access token from localhost")
                .doesNotContain("access-", MockAuthorizationServer.SECRET);
    }

    @Test
    void reportsTheTokenStageBeforeTheSignIn() {
        AuthenticationStages.show(byClientCredentials().sender(), "localhost", "3600 s");
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpires() {
        SettableClock clock = new SettableClock(Accounts.CLOCK.instant());
        SmtpSender sender = byClientCredentials().at(clock).sender();
        for (int connection = 0; connection < 3; connection++) {
            assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
        }
        assertThat(provider.requests()).hasSize(1);

        clock.advance(Duration.ofMinutes(58));
        Accounts.deliver(sender, List.of(Accounts.mail()));
        assertThat(provider.requests()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        Accounts.deliver(sender, List.of(Accounts.mail()));
        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void aTokenOfUnknownLifetimeServesOneConnection() {
        provider.issuingFor(null);
        SmtpSender sender = byClientCredentials().sender();
        Accounts.deliver(sender, List.of(Accounts.mail(), Accounts.mail()));
        Accounts.deliver(sender, List.of(Accounts.mail()));

        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void replacesARevokedTokenOnceAfter535() {
        SmtpSender sender = byClientCredentials().sender();
        Accounts.deliver(sender, List.of(Accounts.mail()));
        provider.endAccessTokens();

        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
        assertThat(provider.requests()).hasSize(2);
        assertThat(server.signIns()).hasSize(3);
    }

    @Tag("case-74")
    @Test
    void triesAtMostTwoTokens() {
        server.taking(token -> false);

        Failure failure = byClientCredentials().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.OAUTH_TOKEN_REJECTED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(failure.retry()).isEqualTo(RetryClass.CONFIGURATION);
        assertThat(failure.reply()).startsWith("535 5.7.8");
        assertThat(server.signIns()).hasSize(2);
        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void distinguishesTokenRefusalsFromPasswordRefusals() {
        server.on(
                Phase.AUTH,
                Act.reply("535-5.7.8 Username and Password not accepted", "535 5.7.8 BadCredentials gsmtp"));
        assertThat(byClientCredentials().failure().problem()).isEqualTo(SmtpProblem.OAUTH_TOKEN_REJECTED);
        server.on(Phase.AUTH, Act.reply("535 5.7.3 Authentication unsuccessful"));
        assertThat(byClientCredentials().failure().problem()).isEqualTo(SmtpProblem.MS_OAUTH_NOT_PERMITTED);
        server.on(Phase.AUTH, Act.reply("535 5.7.139 SmtpClientAuthentication is disabled for the Tenant"));
        assertThat(byClientCredentials().failure().problem()).isEqualTo(SmtpProblem.MS_SMTP_AUTH_DISABLED);
    }

    @Test
    void aServerWithoutXoauth2GetsNoToken() {
        server.offering("PLAIN LOGIN");
        assertThat(byClientCredentials().failure().problem()).isEqualTo(SmtpProblem.NO_COMMON_AUTH_MECHANISM);
        server.offering("");
        assertThat(byClientCredentials().failure().problem()).isEqualTo(SmtpProblem.AUTH_NOT_OFFERED);
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void aConnectedAccountRefreshesAndKeepsTheNewRefreshToken() {
        refreshTokens.token = provider.consented();
        String first = refreshTokens.token;

        assertThat(byConnectedAccount().test()).isInstanceOf(Accepted.class);
        assertThat(byConnectedAccount().test()).isInstanceOf(Accepted.class);

        assertThat(provider.honours(first)).isFalse();
        assertThat(provider.honours(refreshTokens.token)).isTrue();
        assertThat(provider.requests()).hasSize(2).allSatisfy(request -> assertThat(request)
                .containsEntry("grant_type", "refresh_token"));
    }

    @Test
    void aRevokedGrantIsSaidAndHoldsTheQueue() {
        refreshTokens.token = provider.consented();
        provider.revoke();

        List<SendOutcome> outcomes =
                Accounts.deliver(byConnectedAccount().sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(SendOutcome.Unsent.class, unsent -> {
                    assertThat(unsent.cause().problem()).isEqualTo(SmtpProblem.OAUTH_GRANT_REVOKED);
                    assertThat(unsent.cause().retry()).isEqualTo(RetryClass.CONFIGURATION);
                }));
        assertThat(provider.requests()).hasSize(1);
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void aTestIsCancelledWhileItWaitsForTheToken() {
        provider.hanging();
        Cancellation cancellation = new Cancellation();
        Thread canceller = new Thread(() -> {
            provider.awaitHanging();
            cancellation.cancel();
        });
        canceller.start();

        SmtpTestResult result = byClientCredentials().sender().test(Accounts.mail(), report -> {}, cancellation);

        assertThat(result.outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().problem()).isEqualTo(SmtpProblem.CANCELLED);
            assertThat(failed.failure().stage()).isEqualTo(Stage.AUTHORIZE);
        });
    }

    private Accounts byClientCredentials() {
        return Accounts.at(server)
                .host("localhost")
                .encrypted(Encryption.STARTTLS)
                .oauth(provider.client(), new OAuthGrant.ClientCredentials());
    }

    private Accounts byConnectedAccount() {
        return byClientCredentials().oauth(provider.client(), new OAuthGrant.Connected(refreshTokens));
    }

    private static final class FakeRefreshTokens implements RefreshTokenStore {

        private @Nullable String token;

        @Override
        public String consent() {
            return "one";
        }

        @Override
        public void exchange(Exchange exchange) throws java.io.IOException {
            String next = exchange.with(java.util.Objects.requireNonNull(token));
            token = next == null ? token : next;
        }
    }
}
