package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** "Connect account", from the form to the mail. */
class ConnectAccountTests extends OAuthTest {

    @Test
    void theAccountIsConnectedAndSends() {
        URI page = begin(administrator);
        assertThat(page.getRawQuery())
                .contains("prompt=consent", "response_type=code", "code_challenge_method=S256", "login_hint=mailer%40")
                .contains("redirect_uri=https%3A%2F%2Fpostern.example%2Fsettings%2Fmail%2Foauth%2Fcallback");
        assertThat(administrator.get("/settings/mail").warnings()).contains("oauth-not-connected");

        Visitor.Answer back = comeBack(administrator, provider.consent(page));
        assertThat(back.location()).isEqualTo("/settings/mail");
        Visitor.Answer shown = administrator.get("/settings/mail");
        assertThat(shown.body()).contains("Account connected.").contains("data-connected");
        assertThat(shown.warnings()).doesNotContain("oauth-not-connected");

        assertThat(MailStoryTests.test(administrator, Map.of())
                        .page()
                        .select("[data-stage=done]")
                        .attr("data-state"))
                .isEqualTo("ok");
        assertThat(administrator.get("/settings/mail").page().select("[data-last-test=accepted]"))
                .hasSize(1);
        User user = user();
        resetLink(user);
        clock.advance(Duration.ofHours(2));
        resetLink(user);
        assertThat(provider.requests())
                .extracting(request -> request.get("grant_type"))
                .containsExactly("authorization_code", "refresh_token", "refresh_token", "refresh_token");
    }

    @Test
    void sealsTheRefreshTokenAndShowsItNowhere() {
        connect(administrator);

        String stored = jdbc.sql("select sealed_refresh_token from connected_account")
                .query(String.class)
                .single();
        assertThat(stored).startsWith("2:").doesNotContain("refresh-");
        assertThat(administrator.get("/settings/mail").shown())
                .contains("data-connected")
                .doesNotContain("refresh-", "code-");
        assertThat(administrator.get("/audit.csv").body())
                .contains("account", "connected")
                .doesNotContain("refresh-", "code-");
    }

    @Test
    void aCodeThatTheProviderRefusesConnectsNothing() {
        String state = state(begin(administrator));
        administrator.get("/settings/mail/oauth/callback?code=stolen&state=" + state);
        assertThat(problem()).isEqualTo("oauth-grant-revoked");

        URI back = provider.consent(begin(administrator));
        provider.refusing(503, "temporarily_unavailable", "later");
        comeBack(administrator, back);
        assertThat(problem()).isEqualTo("oauth-unreachable");
        assertThat(isConnected()).isFalse();
    }

    @Test
    void aConsentWithoutARefreshTokenIsNoConnection() {
        provider.withoutRefreshTokens();
        comeBack(administrator, provider.consent(begin(administrator)));

        assertThat(problem()).isEqualTo("oauth-not-lasting");
        assertThat(isConnected()).isFalse();
    }

    @Test
    void holdsTheQueueOnARevokedConsent() {
        connect(administrator);
        provider.revoke();
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(queue.isFlowing()).isFalse();

        connect(administrator);
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(mailsTo(user)).hasSize(1);
    }

    @Tag("case-57")
    @Test
    void anotherDestinationEndsTheConsent() {
        connect(administrator);
        administrator.submit("/settings/mail", Map.of("fromDisplayName", "Postern", "oauthScope", "mail.send.other"));
        assertThat(isConnected()).isTrue();

        Map<String, String> elsewhere =
                Map.of("username", "other@corp.example", "oauthClientSecret", MockAuthorizationServer.SECRET);
        assertThat(MailStoryTests.test(administrator, elsewhere)
                        .page()
                        .select("[data-stage=authorize]")
                        .attr("data-problem"))
                .isEqualTo("oauth-grant-revoked");
        assertThat(provider.requests()).hasSize(1);
        assertThat(administrator.submit("/settings/mail", elsewhere).status()).isEqualTo(303);
        assertThat(isConnected()).isFalse();
        assertThat(administrator.get("/audit.csv").body()).contains("disconnected");
    }

    @Test
    void theConsentIsForgottenWhenThatIsAsked() {
        connect(administrator);
        administrator.submit("/settings/mail", Map.of("removePassword", "true"));

        assertThat(isConnected()).isFalse();
        assertThat(jdbc.sql("select sealed_secret from mail_settings")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    /** The provider has 15 s, and the row of the consent is locked as long. */
    @Test
    void waitsToSaveWhileATokenIsRequested() {
        int millis = jdbc.sql("call lock_timeout()").query(Integer.class).single();
        assertThat(Duration.ofMillis(millis)).isGreaterThan(Duration.ofSeconds(15));
    }
}
