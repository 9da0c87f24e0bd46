package io.postern.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers that have lost their cookies since they loaded a page, or keep none. */
class LostCookiesTests extends ApplicationTest {

    @ParameterizedTest
    @CsvSource({
        "/login, username, en, cookie",
        "/login, username, de, Cookie",
        "/forgot-password, identifier, en, cookie"
    })
    void showsTheFormAgainWithTypedValues(String page, String field, String language, String word) {
        Map<String, String> form = Visitor.filled(visitor().get(page), page, Map.of(field, "zoë"));
        Visitor without = browser(page, "http://localhost:" + port).with("Accept-Language", language);

        Answer answer = without.post(page, form);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.page().select("[data-notice]").text()).contains(word);
        Map<String, String> again = Visitor.filled(answer, page, Map.of());
        assertThat(again).containsEntry(field, "zoë");
        assertThat(queue.states("password-reset")).isEmpty();

        assertThat(without.post(page, again).status()).as("once more").isIn(303, 422);
        assertThat(visitor().get(page).page().select("[data-notice]")).isEmpty();
    }

    @Test
    void aPasswordIsNotShownAgain() {
        Map<String, String> form = Visitor.filled(
                visitor().get("/login"), "/login", Map.of("username", ADMINISTRATOR, "password", PASSWORD));
        Answer answer = browser("/login", "http://localhost:" + port).post("/login", form);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains(ADMINISTRATOR).doesNotContain(PASSWORD);
    }

    @Test
    void anotherSiteGetsNoForm() {
        Map<String, String> form = Visitor.filled(visitor().get("/login"), "/login", Map.of("username", "zoë"));
        Answer answer = browser("/login", "https://evil.example").post("/login", form);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.page().select("form[action=/login]")).isEmpty();
        assertThat(answer.body()).doesNotContain("zoë");
    }

    @Test
    void explainsLostCookiesBehindTheSignIn() {
        Map<String, String> form =
                Visitor.filled(administrator().get("/settings/general"), "/settings/general", Map.of());
        Answer answer = browser("/settings/general", "http://localhost:" + port).post("/settings/general", form);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.page().select("main").text()).contains("didn’t send the cookie");
        assertThat(answer.page().select("form")).isEmpty();
    }

    private Visitor browser(String page, String origin) {
        return visitor().with("Origin", origin).with("Referer", "http://localhost:" + port + page);
    }
}
