package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a second factor and through it, as people see it. */
class FactorPagesBrowserIT extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void addsAnAppAndSignsInWithIt(String language) {
        browser.speak(language);
        User user = user(Role.ADMINISTRATOR);
        browser.signIn(user.username(), PASSWORD);
        browser.visit("/profile/security");
        browser.isAccessibleInEachLook();
        browser.click("form[action$='/app/new'] button");
        browser.await("svg.qr-code path");
        browser.isAccessibleInEachLook();
        String secret = browser.find("#secret").getAttribute("value").replace(" ", "");
        browser.fill("code", code(secret));
        browser.click("main form button.btn-primary");
        assertThat(browser.await("[data-recovery-codes]").getText().split("\\s+"))
                .hasSize(10);
        browser.isAccessibleInEachLook();
        clock.advance(Duration.ofSeconds(30));

        browser.visit("/profile");
        browser.click("form[action='/logout'] button");
        browser.visit("/login");
        browser.fill("username", user.username());
        browser.fill("password", PASSWORD);
        browser.click("main button.btn-primary");
        browser.await("form[action='/login/factor']");
        browser.isAccessibleInEachLook();
        browser.fill("code", code(secret));
        browser.click("form[action='/login/factor'] button");
        browser.await(".shell-nav");
        assertThat(browser.path()).isEqualTo("/overview");

        browser.visit("/users/" + user.id() + "/reset-factors");
        browser.isAccessibleInEachLook();
        browser.visit("/settings/security");
        browser.isAccessibleInEachLook();
    }

    private String code(String secret) {
        return Totp.code(secret, Totp.step(clock.instant()));
    }
}
