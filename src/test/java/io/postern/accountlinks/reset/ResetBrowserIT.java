package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.BrowserTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back in, as somebody walks it who forgot a password. */
class ResetBrowserIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"en,Reset your password,Your password was changed", "de,Ihr Passwort für ,Ihr Passwort wurde geändert"})
    void fromForgotPasswordToSignedIn(String language, String subject, String changed) {
        User user = user("forgetful-" + language, Role.USER, Locale.forLanguageTag(language));
        browser.speak(language);
        browser.visit("/profile");
        browser.click("a[href='/forgot-password']");
        browser.fill("identifier", user.username());
        browser.click("main button.btn-primary");
        assertThat(browser.await("main [role=status]").isDisplayed()).isTrue();
        deliver();

        ReceivedMail mail = mailsTo(user).get(0);
        assertThat(mail.subject()).contains(subject);
        browser.visit(link(mail));
        assertThat(browser.path()).isEqualTo("/reset-password");
        browser.fill("password", "short");
        browser.fill("passwordConfirmation", "short");
        browser.click("main button.btn-primary");
        browser.await("[data-error-for=password]");

        browser.fill("password", NEW_PASSWORD);
        browser.fill("passwordConfirmation", NEW_PASSWORD);
        browser.click("main button.btn-primary");
        browser.await(driver -> browser.path().equals("/login?reset"));
        assertThat(browser.text("main [role=status]")).contains(changed);

        browser.signIn(user.username(), NEW_PASSWORD);
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
        browser.visit(link(mail));
        assertThat(browser.path()).startsWith("/reset-password?token=");
        browser.click("a[href='/forgot-password']");
        assertThat(browser.shows("[name=identifier]")).isTrue();
    }

    @Test
    void aSecondClickDoesNotUseTheLinkAgain() {
        User user = user("hasty", Role.USER, Locale.ENGLISH);
        browser.visit(resetLink(user));
        browser.fill("password", NEW_PASSWORD);
        browser.fill("passwordConfirmation", NEW_PASSWORD);
        browser.clickTwice("main button.btn-primary");

        browser.await(driver -> browser.path().equals("/login?reset"));
    }
}
