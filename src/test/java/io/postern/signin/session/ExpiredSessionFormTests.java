package io.postern.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is lost when a form is sent after its session has ended. */
class ExpiredSessionFormTests extends ApplicationTest {

    @Test
    void restoresTypedValuesAfterSigningIn() {
        User user = user();
        Visitor root = administrator();
        String page = "/users/" + user.id();
        sendTooLate(root, page, page, Map.of("displayName", "Zoë “Typed” 李", "role", "OPERATOR"));

        assertThat(root.get("/login").page().select("[data-unsent]").text()).contains("wasn’t processed");
        assertThat(root.signIn(ADMINISTRATOR, PASSWORD).location()).isEqualTo(page);
        Answer again = root.get(page);
        assertThat(again.page().select("[role=status] [data-notice]").text()).contains("hasn’t been processed");
        Map<String, String> form = Visitor.filled(again, page, Map.of());
        assertThat(form).containsEntry("displayName", "Zoë “Typed” 李").containsEntry("role", "OPERATOR");
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.USER);

        assertThat(root.post(page, form).location()).isEqualTo("/users");
        assertThat(users.byId(user.id()).orElseThrow().displayName()).isEqualTo("Zoë “Typed” 李");
        assertThat(root.get(page).page().select("[data-notice]")).isEmpty();
        assertThat(visitor().get("/login").page().select("[data-unsent]")).isEmpty();
    }

    @Test
    void aSecretIsNotKept() {
        Visitor root = administrator();
        sendTooLate(
                root,
                "/settings/mail",
                "/settings/mail",
                Map.of("host", "smtp.typed.example", "username", "me", "password", "an smtp secret of mine"));
        assertThat(unsent(root)).contains("smtp.typed.example").doesNotContain("secret of mine");

        root.signIn(ADMINISTRATOR, PASSWORD);
        assertThat(root.get("/settings/mail").body())
                .contains("smtp.typed.example")
                .doesNotContain("secret of mine");
    }

    @Test
    void hidesTypedValuesFromAnotherUser() {
        User first = user();
        User second = user();
        Visitor browser = signedIn(first.username(), PASSWORD);
        sendTooLate(browser, "/profile", "/profile", Map.of("displayName", "Typed by the first"));

        assertThat(browser.signIn(second.username(), PASSWORD).location()).isEqualTo("/profile");
        Answer profile = browser.get("/profile");
        assertThat(profile.shown()).doesNotContain("Typed by the first");
        assertThat(profile.page().select("[data-notice]")).isEmpty();
        assertThat(unsent(browser)).isEmpty();
    }

    @Test
    void reportsValuesTooLongForACookie() {
        Visitor root = administrator();
        sendTooLate(root, "/settings/mail", "/settings/mail", Map.of("trustedCertificates", "MII".repeat(2000)));

        assertThat(root.get("/login").page().select("[data-unsent]").text()).contains("too long");
        root.signIn(ADMINISTRATOR, PASSWORD);
        assertThat(root.get("/settings/mail").page().select("[data-notice]").text())
                .contains("too long");
    }

    @Test
    void leadsBackToThePageOfARefusedForm() {
        Visitor root = administrator();
        root.with("Referer", "http://localhost:" + port + "/users");
        Map<String, String> form =
                Visitor.filled(root.get("/users/new"), "/users", Map.of("username", "a b", "displayName", "Kept"));
        endSessions();
        root.post("/users", form);

        assertThat(root.signIn(ADMINISTRATOR, PASSWORD).location()).isEqualTo("/users/new");
        assertThat(Visitor.filled(root.get("/users/new"), "/users", Map.of())).containsEntry("displayName", "Kept");
    }

    @ParameterizedTest
    @CsvSource({
        "/profile/password, /profile",
        "/profile/pending-address/send, /profile",
        "/profile/alerts/digest, /profile/alerts",
        "/users/{id}/disable, /users/{id}",
        "/users/{id}/delete, /users/{id}",
        "/settings/mail/test, /settings/mail"
    })
    void leadsBackFromAnAnswerToItsForm(String answered, String page) {
        String id = user().id().toString();
        Visitor root = administrator().with("Referer", "http://localhost:" + port + answered.replace("{id}", id));
        String shown = page.replace("{id}", id);
        Map<String, String> form = Visitor.filled(root.get(shown), shown, Map.of());
        endSessions();
        root.post(shown, form);

        assertThat(root.signIn(ADMINISTRATOR, PASSWORD).location()).isEqualTo(shown);
        Answer again = root.get(shown);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.page().select("[data-notice]")).hasSize(1);
    }

    @Test
    void restoresTheChoiceOfAlertMails() {
        User operator = user(Role.OPERATOR);
        Visitor browser = signedIn(operator.username(), PASSWORD);
        String page = "/profile/alerts";
        sendTooLate(browser, page, page, Map.of("MAIL.INFO", "digest", "*.ERROR", "none", "USERS.ERROR", "forged"));
        browser.signIn(operator.username(), PASSWORD);

        Map<String, String> chosen =
                Map.of("MAIL.INFO", "digest", "*.ERROR", "none", "USERS.ERROR", "at-once", "SYSTEM.INFO", "none");
        Map<String, String> form = Visitor.filled(browser.get(page), page, Map.of());
        assertThat(form).containsAllEntriesOf(chosen);
        assertThat(browser.post(page, form).status()).isEqualTo(303);
        assertThat(Visitor.filled(browser.get(page), page, Map.of())).containsAllEntriesOf(chosen);
    }

    @Test
    void aRequestInTheBackgroundLeadsBackAsWell() {
        Visitor root = administrator();
        root.with("HX-Request", "true").with("Accept", "*/*");
        sendTooLate(root, "/settings/mail", "/settings/mail/warnings", Map.of("host", "smtp.typed.example"));

        assertThat(root.signIn(ADMINISTRATOR, PASSWORD).location()).isEqualTo("/settings/mail");
        assertThat(root.get("/settings/mail").body()).contains("smtp.typed.example");
    }

    @Test
    void whatWasTypedIsForItsOwnPageAlone() {
        User user = user();
        Visitor browser = signedIn(user.username(), PASSWORD);
        sendTooLate(browser, "/profile", "/profile", Map.of("displayName", "Typed"));
        assertThat(browser.get("/reauthenticate").location()).isEqualTo("/login");

        assertThat(browser.signIn(user.username(), PASSWORD).location()).isEqualTo("/reauthenticate");
        assertThat(browser.get("/reauthenticate").page().select("[data-notice]"))
                .isEmpty();
        assertThat(browser.get("/profile").body()).contains("Typed");
    }

    @Test
    void halfAnHourLaterItIsForgotten() {
        User user = user();
        Visitor browser = signedIn(user.username(), PASSWORD);
        sendTooLate(browser, "/profile", "/profile", Map.of("displayName", "Typed"));
        clock.advance(Duration.ofMinutes(31));

        assertThat(browser.get("/login").page().select("[data-unsent]")).isEmpty();
        browser.signIn(user.username(), PASSWORD);
        assertThat(browser.get("/profile").page().select("[data-notice]")).isEmpty();
    }

    @Test
    void ignoresStrangersAndForgedValues() {
        Visitor stranger = visitor();
        String csrf = stranger.csrf("/login");
        stranger.with("Referer", "http://localhost:" + port + "/users/new");
        assertThat(stranger.post("/users", Map.of("_csrf", csrf, "username", "x"))
                        .location())
                .isEqualTo("/login");
        assertThat(unsent(stranger)).isEmpty();

        for (String forged : List.of("bm90IGpzb24", "!", "e30", "bnVsbA")) {
            Answer login = visitor().with("Cookie", "unsent=" + forged).get("/login");
            assertThat(login.status()).isEqualTo(200);
            assertThat(login.page().select("[data-unsent]")).isEmpty();
        }
    }

    @Test
    void keepsTheStoredFormOnAnotherButton() {
        User user = user();
        Visitor browser = signedIn(user.username(), PASSWORD);
        sendTooLate(browser, "/profile", "/profile/sessions/end-others", Map.of());

        browser.signIn(user.username(), PASSWORD);
        Answer profile = browser.get("/profile");
        assertThat(profile.page().select("[data-notice]").text()).contains("hasn’t been processed");
        assertThat(Visitor.filled(profile, "/profile", Map.of()))
                .containsEntry("displayName", user.displayName())
                .containsEntry("language", "");
    }

    @Test
    void restoresAFormAfterSigningInElsewhere() {
        User user = user();
        Visitor browser = signedIn(user.username(), PASSWORD);
        Map<String, String> form = Visitor.filled(browser.get("/profile"), "/profile", Map.of("displayName", "Typed"));
        browser.signIn(user.username(), PASSWORD);
        browser.with("Referer", "http://localhost:" + port + "/profile");
        Answer foreign = browser.with("Origin", "http://evil.localhost:" + port).post("/profile", form);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.page().select("main").text())
                .contains("form has expired")
                .doesNotContain("permission");
        assertThat(browser.get("/profile").shown()).as("of another site").doesNotContain("Typed");

        Answer refused = browser.with("Origin", "http://localhost:" + port).post("/profile", form);
        assertThat(refused.status()).isEqualTo(403);
        Answer again = browser.get(refused.page().select("main a.btn-primary").attr("href"));
        assertThat(again.page().select("[data-notice]").text()).contains("hasn’t been processed");
        assertThat(users.byId(user.id()).orElseThrow().displayName()).isEqualTo(user.displayName());
        assertThat(browser.post("/profile", Visitor.filled(again, "/profile", Map.of()))
                        .location())
                .isEqualTo("/profile");
        assertThat(users.byId(user.id()).orElseThrow().displayName()).isEqualTo("Typed");
    }

    private void sendTooLate(Visitor visitor, String page, String action, Map<String, String> typed) {
        visitor.with("Referer", "http://localhost:" + port + page);
        Map<String, String> form = new HashMap<>(Visitor.filled(visitor.get(page), page, Map.of()));
        form.putAll(typed);
        endSessions();
        assertThat(visitor.post(action, form).location()).isEqualTo("/login");
    }

    private void endSessions() {
        jdbc.sql("delete from spring_session").update();
    }

    private static String unsent(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("unsent"))
                .map(HttpCookie::getValue)
                .map(value -> new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
