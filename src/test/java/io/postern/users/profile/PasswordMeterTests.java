package io.postern.users.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a password while it is typed. */
class PasswordMeterTests extends ApplicationTest {

    private static final String PATH = "/profile/password/strength";

    private User user;
    private Visitor session;

    @BeforeEach
    void signIn() {
        jdbc.sql("delete from rate_limit").update();
        user = user();
        session = signedIn(user.username(), PASSWORD);
    }

    @Test
    void itSaysWhatTheRulesSay() {
        assertThat(said("short")).isEqualTo("short: 5 of at least 15 characters");
        assertThat(said("password123456789"))
                .startsWith("refused: Not accepted")
                .contains("very common");
        assertThat(said("my name is " + user.username())).contains(user.username());
        assertThat(said("vgk3pTq9zxwmL2b")).isEqualTo("good: Good");
        assertThat(said("violet tractor under ice")).isEqualTo("strong: Strong");
        assertThat(said("🦆".repeat(200))).startsWith("refused").contains("128");
        assertThat(said("")).isEmpty();
        assertThat(session.with("Accept-Language", "de")
                        .post(PATH, Map.of("password", "kurz", "_csrf", csrf()))
                        .body())
                .contains("4 von mindestens 15 Zeichen");
    }

    @Test
    void underAShorterMinimumTheShorterOneIsFair() {
        jdbc.sql("update installation set minimum_password_length = 8").update();
        try {
            assertThat(said("vgk3pTq9zx")).startsWith("fair");
        } finally {
            jdbc.sql("update installation set minimum_password_length = 15").update();
        }
    }

    @Test
    void thePasswordDoesNotComeBack() {
        assertThat(session.post(PATH, Map.of("password", NEW_PASSWORD, "_csrf", csrf()))
                        .body())
                .contains("strong")
                .doesNotContain(NEW_PASSWORD);
    }

    @Test
    void itNeedsTheFormsTokenAndASession() {
        assertThat(session.post(PATH, Map.of("password", "x")).status()).isEqualTo(403);
        Visitor nobody = visitor();
        String csrf = nobody.csrf("/login");
        assertThat(nobody.post(PATH, Map.of("password", "x", "_csrf", csrf)).location())
                .isEqualTo("/login");
    }

    @Test
    void needsALinkWithoutUsingIt() {
        String link = resetLink(user);
        Visitor owner = visitor();
        owner.get(link);
        Map<String, String> form =
                Visitor.filled(owner.get("/reset-password"), "/reset-password", Map.of("password", NEW_PASSWORD));

        Visitor.Answer answer = owner.post("/reset-password/strength", form);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select("[data-strength=strong]")).hasSize(1);
        assertThat(owner.post("/invitation/strength", form).status()).isEqualTo(400);
        Map<String, String> guessed = new HashMap<>(form);
        guessed.put("token", "A".repeat(43));
        assertThat(owner.post("/reset-password/strength", guessed).status()).isEqualTo(400);
        assertThat(visitor().get(link).status()).isEqualTo(303);
    }

    @Test
    void atSetupItNeedsTheSetupToken() {
        Visitor nobody = visitor();
        String csrf = nobody.csrf("/login");
        assertThat(nobody.post("/setup/strength", Map.of("token", "x", "password", "x", "_csrf", csrf))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoAsksTooOftenIsToldNothing() {
        String csrf = csrf();
        for (int i = 0; i < 300; i++) {
            assertThat(session.post(PATH, Map.of("password", "x", "_csrf", csrf))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(session.post(PATH, Map.of("password", "x", "_csrf", csrf)).status())
                .isEqualTo(204);
    }

    private String said(String password) {
        Visitor.Answer answer = session.post(PATH, Map.of("password", password, "_csrf", csrf()));
        assertThat(answer.status()).isEqualTo(200);
        List<Element> marks = answer.page().select("[data-strength]");
        return marks.isEmpty()
                ? answer.page().text()
                : marks.get(0).attr("data-strength") + ": " + answer.page().text();
    }

    private String csrf() {
        return session.csrf("/profile");
    }
}
