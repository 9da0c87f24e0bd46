package io.postern.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.OAuthGrant;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.smtp.Accounts;
import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.mail.smtp.ScriptedSmtpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers in the place of an authorization server: a proxy, a portal, a page to sign in. */
class AnswersOfOthersTests {

    private final MockAuthorizationServer provider = MockAuthorizationServer.start();
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start().offering("XOAUTH2");

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "502,text/html,<h1>Bad gateway</h1>,oauth-unreachable",
        "429,application/json,{},oauth-unreachable",
        "404,text/html,<script>alert(1)</script>,oauth-answered-by-page",
        "200,text/html,<h1>Sign in to the hotel's network</h1>,oauth-answered-by-page",
        "200,application/json,<!DOCTYPE html><title>Portal</title>,oauth-answered-by-page",
        "403,text/plain,denied by proxy,oauth-failed",
        "200,application/json,not JSON,oauth-failed",
        "200,application/json,{},oauth-failed"
    })
    void hidesAnswersOfOtherServers(int status, String type, String body, String code) {
        provider.answering(status, type, body);

        Failure failure = account().failure();

        assertThat(failure.problem().code()).isEqualTo(code);
        assertThat(failure.reply()).isEqualTo("HTTP " + status + (body.startsWith("<") ? ", text/html" : ""));
    }

    @Test
    void noRedirectIsFollowed() {
        try (MockAuthorizationServer other = MockAuthorizationServer.start()) {
            provider.answering(302, "text/plain", other.tokenEndpoint().toString());

            assertThat(account().failure().problem()).isEqualTo(SmtpProblem.OAUTH_ANSWERED_BY_PAGE);
            assertThat(other.requests()).isEmpty();
        }
    }

    private Accounts account() {
        return Accounts.at(server).host("localhost").oauth(provider.client(), new OAuthGrant.ClientCredentials());
    }
}
