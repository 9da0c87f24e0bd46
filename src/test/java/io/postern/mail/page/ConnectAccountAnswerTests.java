package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may come back from the provider with what: answers that are forged, late, repeated, or somebody else's. */
class ConnectAccountAnswerTests extends OAuthTest {

    @Test
    void aForgedStateConnectsNothingAndHindersNobody() {
        URI back = provider.consent(begin(administrator));
        String code = back.getQuery().replaceAll(".*code=([^&]*).*", "$1");

        for (String forged :
                new String[] {"?code=" + code, "?code=" + code + "&state=", "?code=" + code + "&state=x"}) {
            Visitor.Answer answer = administrator.get("/settings/mail/oauth/callback" + forged);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.page().select("[data-problem=oauth-unasked]")).hasSize(1);
        }
        assertThat(provider.requests()).isEmpty();
        assertThat(comeBack(administrator, back).status()).isEqualTo(303);
        assertThat(isConnected()).isTrue();
    }

    @Test
    void anAnswerCountsOnce() {
        URI back = provider.consent(begin(administrator));
        comeBack(administrator, back);
        String first =
                jdbc.sql("select id from connected_account").query(String.class).single();

        assertThat(comeBack(administrator, back).status()).isEqualTo(400);
        assertThat(provider.requests()).hasSize(1);
        assertThat(jdbc.sql("select id from connected_account")
                        .query(String.class)
                        .single())
                .isEqualTo(first);
    }

    @Test
    void anAnswerBelongsToTheSessionThatAsked() {
        URI back = provider.consent(begin(administrator));

        assertThat(comeBack(administrator(), back).status()).isEqualTo(400);
        assertThat(comeBack(signedIn(user(Role.OPERATOR).username(), PASSWORD), back)
                        .status())
                .isEqualTo(403);
        assertThat(comeBack(visitor(), back).location()).isEqualTo("/login");
        assertThat(provider.requests()).isEmpty();
        assertThat(isConnected()).isFalse();
    }

    @Test
    void anAnswerComesWithinTenMinutes() {
        URI back = provider.consent(begin(administrator));
        clock.advance(Duration.ofMinutes(10));

        assertThat(comeBack(administrator, back).status()).isEqualTo(400);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void givesNoExtraTimeWhenTheClockIsSetBack() {
        clock.advance(Duration.ofMinutes(14));
        URI back = provider.consent(begin(administrator));
        clock.advance(Duration.ofMinutes(-14));

        assertThat(comeBack(administrator, back).status()).isEqualTo(400);
        assertThat(provider.requests()).isEmpty();
    }

    @Tag("case-64")
    @Test
    void settingsThatAnotherAdministratorChangedMeanwhileGetNoConsent() {
        URI back = provider.consent(begin(administrator));
        administrator().submit("/settings/mail", Map.of("fromDisplayName", "Somebody else"));

        comeBack(administrator, back);
        assertThat(problem()).isEqualTo("oauth-settings-changed");
        assertThat(provider.requests()).isEmpty();
        assertThat(isConnected()).isFalse();
    }

    @Tag("case-64")
    @Test
    void tellsTheLaterOfTwoWhoConnect() {
        Visitor other = administrator();
        URI first = provider.consent(begin(administrator));
        URI second = provider.consent(link(other.get(CONNECT)));

        comeBack(administrator, first);
        assertThat(isConnected()).isTrue();
        comeBack(other, second);
        assertThat(other.get("/settings/mail").page().select("[data-problem]").attr("data-problem"))
                .isEqualTo("oauth-settings-changed");
        assertThat(jdbc.sql("select count(*) from connected_account")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatTheProviderSaysIsShownAsText() {
        String state = state(begin(administrator));
        administrator.get("/settings/mail/oauth/callback?error=access_denied&error_description="
                + Visitor.encode("<script>alert(1)</script>") + "&state=" + state);

        Visitor.Answer shown = administrator.get("/settings/mail");
        assertThat(shown.page().select("[data-problem=oauth-not-granted] pre").text())
                .isEqualTo("access_denied <script>alert(1)</script>");
        assertThat(shown.body()).doesNotContain("<script>alert");
        assertThat(isConnected()).isFalse();
    }

    @Test
    void connectingAsksForThePasswordAgainAfterAWhile() {
        begin(administrator);
        clock.advance(Duration.ofMinutes(16));

        assertThat(administrator.get(CONNECT).location()).startsWith("/reauthenticate");
        assertThat(save(administrator, settings()).location()).startsWith("/reauthenticate");
        assertThat(administrator.get("/reauthenticate").status()).isEqualTo(200);
    }

    @Test
    void onlyTheGrantThatHasAConsentIsConnected() {
        Map<String, String> fields = settings();
        fields.put("oauthGrant", "CLIENT_CREDENTIALS");

        assertThat(save(administrator, fields).error("oauthGrant")).isPresent();
        assertThat(administrator.get(CONNECT).location()).isEqualTo("/settings/mail");
    }
}
