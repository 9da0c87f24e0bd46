package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneTimeLinkTests extends ApplicationTest {

    @Test
    void anAdministratorHandsALinkOverAfterTheOwnPassword() {
        User user = user();
        String page = "/users/" + user.id() + "/reset-link";
        Visitor administrator = administrator();

        assertThat(administrator.submit(page, Map.of()).error("password")).isPresent();
        assertThat(administrator.submit(page, Map.of("password", "not mine")).status())
                .isEqualTo(422);
        URI link = URI.create(shown(administrator.get(made(administrator, page))));

        assertThat(link.toString()).startsWith("https://postern.example/reset-password?token=");
        Visitor owner = visitor();
        owner.get(link.getRawPath() + "?" + link.getRawQuery());
        assertThat(owner.submit(
                                "/reset-password",
                                Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .location())
                .endsWith("/login?reset");
        signedIn(user.username(), NEW_PASSWORD);
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'accountlinks.audit.one-time-link'"
                                + " and subject = ? and actor = ?")
                        .params(user.username(), ADMINISTRATOR)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void showsALinkOnceAndMakesNoneOnReload() {
        User user = user();
        String page = "/users/" + user.id() + "/reset-link";
        Visitor administrator = administrator();

        String made = made(administrator, page);
        String link = shown(administrator.get(made));
        String token = link.substring(link.indexOf('=') + 1);

        assertThat(made).endsWith(page);
        assertThat(administrator.get(made).body())
                .doesNotContain(token)
                .contains("Your own password")
                .doesNotContain("data-one-time-link");
        assertThat(jdbc.sql("select count(*) from link_token where user_id = ?")
                        .param(user.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(String.join("\n", jdbc.sql("script").query(String.class).list()))
                .contains("SPRING_SESSION_ATTRIBUTES")
                .doesNotContain(token)
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(token.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void showsALinkOnItsUsersPageOnly() {
        User user = user();
        Visitor administrator = administrator();
        String made = made(administrator, "/users/" + user.id() + "/reset-link");

        assertThat(shown(administrator.get("/users/" + user().id() + "/reset-link")))
                .isEmpty();
        assertThat(shown(administrator.get(made))).isEmpty();
        assertThat(shown(administrator()
                        .with("Cookie", "new-link=" + "x".repeat(43))
                        .get(made)))
                .isEmpty();
    }

    @Test
    void nobodyElseGetsOne() {
        User user = user();
        String page = "/users/" + user.id() + "/reset-link";

        assertThat(signedIn(user().username(), PASSWORD).get(page).status()).isEqualTo(403);
        users.disable(user.id());
        assertThat(administrator().get(page).status()).isEqualTo(404);
    }

    /** Where the browser is sent once the link was made. */
    private static String made(Visitor administrator, String page) {
        Visitor.Answer made = administrator.submit(page, Map.of("password", PASSWORD));
        assertThat(made.status()).isEqualTo(303);
        return made.location();
    }

    private static String shown(Visitor.Answer page) {
        return page.page().select("[data-one-time-link]").attr("value");
    }
}
