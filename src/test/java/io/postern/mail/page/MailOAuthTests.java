package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OAuth 2.0 by client credentials, from the form to the mail. */
class MailOAuthTests extends OAuthTest {

    @Override
    protected OAuthGrantType grant() {
        return OAuthGrantType.CLIENT_CREDENTIALS;
    }

    @Test
    void reusesOneTokenWhileItLasts() {
        assertThat(administrator.submit("/settings/mail", settings()).status()).isEqualTo(303);

        Visitor.Answer tested = MailStoryTests.test(administrator, Map.of());
        assertThat(tested.page().select("[data-stage=authorize]").attr("data-state"))
                .isEqualTo("ok");
        assertThat(tested.page().select("[data-stage=done]").attr("data-state")).isEqualTo("ok");
        assertThat(administrator.get("/settings/mail").page().select("[data-last-test=accepted]"))
                .hasSize(1);

        User user = user();
        resetLink(user);
        resetLink(user);
        assertThat(provider.requests()).hasSize(2);
        clock.advance(Duration.ofMinutes(61));
        resetLink(user);
        assertThat(provider.requests()).hasSize(3);
        assertThat(smtp.signIns())
                .hasSize(4)
                .allMatch(signIn -> signIn.encrypted()
                        && signIn.mechanism().equals("XOAUTH2")
                        && signIn.username().equals("mailer@corp.example"));
    }

    @Tag("case-55")
    @Test
    void theClientSecretIsInNoPageAndNoTrail() {
        administrator.submit("/settings/mail", settings());

        Visitor.Answer page = administrator.get("/settings/mail");
        assertThat(page.body()).contains("A client secret is stored").doesNotContain("cl1ent");
        assertThat(page.page().select("[name=oauthClientId]").val()).isEqualTo(MockAuthorizationServer.CLIENT);
        assertThat(MailStoryTests.test(administrator, Map.of()).body())
                .contains("data-stage=\"done\"")
                .doesNotContain("cl1ent", "access-");
        assertThat(administrator.get("/audit.csv").body())
                .contains("oauthClientSecret", "oauthTokenEndpoint")
                .doesNotContain("cl1ent");
        assertThat(jdbc.sql("select sealed_secret from mail_settings")
                        .query(String.class)
                        .single())
                .doesNotContain("cl1ent");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client,AADSTS7000222: The provided client secret keys are expired.,oauth-secret-expired",
        "invalid_client,AADSTS7000215: Invalid client secret provided.,oauth-secret-invalid",
        "unauthorized_client,AADSTS700016: Application was not found,oauth-client-unknown",
        "invalid_scope,<script>alert(1)</script>,oauth-failed"
    })
    void aRefusalIsExplainedAtItsStage(String error, String description, String problem) {
        provider.refusing(400, error, description);

        Visitor.Answer answer = MailStoryTests.test(administrator, settings());

        Element failed = answer.page().select("[data-state=failed]").get(0);
        assertThat(failed.attr("data-stage")).isEqualTo("authorize");
        assertThat(failed.attr("data-problem")).isEqualTo(problem);
        assertThat(answer.page().select("#mail-test-result .mail-failure").text())
                .contains("Likely cause:", "Next step:", description);
        assertThat(answer.page().select("script:containsData(alert)")).isEmpty();
        assertThat(smtp.signIns()).isEmpty();
    }

    @Test
    void holdsTheQueueOnARefusalUntilSettingsAreFixed() {
        administrator.submit("/settings/mail", settings());
        provider.refusing(401, "invalid_client", "AADSTS7000222: expired");
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(administrator.get("/deliveries").body()).contains("secret has expired");

        administrator.submit("/settings/mail", with("oauthClientSecret", MockAuthorizationServer.SECRET));
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(mailsTo(user)).hasSize(1);
    }

    @Tag("case-56")
    @Test
    void theStoredClientSecretIsNotSentToAnotherEndpoint() {
        administrator.submit("/settings/mail", settings());
        try (MockAuthorizationServer evil = MockAuthorizationServer.start()) {
            Map<String, String> elsewhere =
                    Map.of("oauthTokenEndpoint", evil.tokenEndpoint().toString());

            assertThat(MailStoryTests.test(administrator, elsewhere).error("oauthClientSecret"))
                    .isPresent();
            assertThat(administrator.submit("/settings/mail", elsewhere).error("oauthClientSecret"))
                    .isPresent();
            assertThat(evil.requests()).isEmpty();
        }
    }

    @Test
    void fillsEndpointAndScopeFromAPreset() {
        Visitor.Answer filled = administrator.post(
                "/settings/mail/preset",
                Visitor.filled(
                        administrator.get("/settings/mail"), "/settings/mail", Map.of("preset", "microsoft365")));

        assertThat(filled.page().select("[name=oauthTokenEndpoint]").val()).contains("{tenant}");
        assertThat(filled.page().select("[name=oauthScope]").val()).isEqualTo("https://outlook.office365.com/.default");
        assertThat(filled.page().select("[name=authMethod] [selected]").val()).isEqualTo("OAUTH2");
        assertThat(filled.page().select("[name=oauthTenant]")).hasSize(1);
        assertThat(filled.page().select("[name=preset] [selected]").val()).isEqualTo("microsoft365");
        assertThat(filled.page().select(".mail-steps").text()).contains("SMTP.SendAsApp");
    }

    @ParameterizedTest
    @CsvSource({"-1,oauth-secret-expired", "1,oauth-secret-expires", "20,oauth-secret-expires"})
    void theEndOfTheClientSecretIsWarnedAbout(int days, String warning) {
        String lastDay = java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC)
                .plusDays(days)
                .toString();
        administrator.submit("/settings/mail", with("oauthSecretExpires", lastDay));
        assertThat(administrator.get("/settings/mail").warnings()).contains(warning);
        administrator.submit("/settings/mail", Map.of("oauthSecretExpires", "2199-01-01"));
        assertThat(administrator.get("/settings/mail").warnings()).noneMatch(code -> code.startsWith("oauth-"));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> fields = new HashMap<>(settings());
        fields.put(name, value);
        return fields;
    }
}
