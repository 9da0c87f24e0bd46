package io.postern.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.net.URI;
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
        Visitor.Answer made = administrator.submit(page, Map.of("password", PASSWORD));
        URI link = URI.create(made.page().select("[data-one-time-link]").attr("value"));

        assertThat(link.toString()).startsWith("https://postern.example/reset-password?token=");
        Visitor owner = visitor();
        owner.get(link.getRawPath() + "?" + link.getRawQuery());
        assertThat(owner.submit(
                                "/reset-password",
                                Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .location())
                .endsWith("/login?reset");
        signedIn(user.username(), NEW_PASSWORD);
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'passwordreset.audit.one-time-link'"
                                + " and subject = ? and actor = ?")
                        .params(user.username(), ADMINISTRATOR)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nobodyElseGetsOne() {
        User user = user();
        String page = "/users/" + user.id() + "/reset-link";

        assertThat(signedIn(user().username(), PASSWORD).get(page).status()).isEqualTo(403);
        users.disable(user.id());
        assertThat(administrator().get(page).status()).isEqualTo(404);
    }
}
