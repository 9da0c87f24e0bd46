package io.postern.users.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.users.User;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strength of a password beside the field where it is typed. */
class PasswordMeterBrowserIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"en, of at least 15, Not accepted, Strong", "de, von mindestens 15, Wird nicht angenommen, Stark"})
    void itFollowsTheTyping(String language, String tooShort, String refused, String strong) {
        browser.speak(language);
        User user = user();
        browser.signIn(user.username(), PASSWORD);
        browser.visit("/profile");
        type("brief", "short", tooShort);
        type("password123456789", "refused", refused);
        browser.isAccessibleInEachLook();
        type("violet tractor on ice", "strong", strong);
        browser.isAccessibleInEachLook();

        browser.driver().manage().deleteAllCookies();
        browser.visit(resetLink(user));
        type("violet tractor on ice", "strong", strong);
        browser.isAccessibleInEachLook();
    }

    private static void type(String password, String strength, String said) {
        browser.fill("password", password);
        assertThat(browser.await(".strength [data-strength=" + strength + "]").getText())
                .contains(said);
    }
}
