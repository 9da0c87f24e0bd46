package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/**
 * What refuses somebody who is not signed in speaks the browser's language, whatever that of the account is: it must not tell. Whoever
 * has a link that works has shown whose account it is.
 */
class LanguageBeforeSignInTests extends ApplicationTest {

    @Autowired
    private MessageSource messages;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void signInIsRefusedInTheBrowsersLanguage(String language) {
        User user = speaking(other(language));
        Visitor visitor = visitor().with("Accept-Language", language);

        Visitor.Answer refused = visitor.signIn(user.username(), "not the password");
        assertSays(refused, 422, language, "signin.login.refused");
        for (int failure = 1; failure < 10; failure++) {
            visitor.signIn(user.username(), "not the password");
        }
        assertSays(visitor.signIn(user.username(), PASSWORD), 429, language, "signin.login.throttled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void showsALinksPageInTheLanguageOfItsMail(String language) {
        User user = speaking(language);
        Visitor owner = visitor().with("Accept-Language", other(language));

        owner.get(resetLink(user));
        assertSays(owner.get("/reset-password"), 200, language, "accountlinks.reset.title");
        Map<String, String> differing = Map.of("password", NEW_PASSWORD, "passwordConfirmation", PASSWORD);
        assertSays(owner.submit("/reset-password", differing), 422, language, "accountlinks.new.different");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void refusesADeadLinkInTheBrowsersLanguage(String language) {
        Visitor guesser = visitor().with("Accept-Language", language);
        for (int guess = 0; guess < 50; guess++) {
            assertSays(guesser.get("/reset-password?token=x"), 400, language, "accountlinks.reset.dead");
        }
        assertSays(guesser.get("/reset-password?token=x"), 429, language, "web.error.too-many-requests.title");
        assertSays(
                guesser.submit("/forgot-password", Map.of("identifier", "")),
                422,
                language,
                "accountlinks.forgot.blank");
    }

    private User speaking(String language) {
        return user("u" + UUID.randomUUID(), Role.USER, Locale.forLanguageTag(language));
    }

    private static String other(String language) {
        return language.equals("de") ? "en" : "de";
    }

    private void assertSays(Visitor.Answer answer, int status, String language, String key) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.page().select("html").attr("lang")).isEqualTo(language);
        String text = messages.getMessage(key, new Object[] {"…"}, Locale.forLanguageTag(language));
        assertThat(answer.page().text()).contains(text.split("…")[0]);
    }
}
