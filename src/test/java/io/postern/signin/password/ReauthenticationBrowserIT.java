package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** The dialog that asks for the password again, over the form that needs it. */
class ReauthenticationBrowserIT extends BrowserTest {

    private static final String DIALOG = "dialog[open] ";
    private static final String PASSWORD_FIELD = DIALOG + "[name=password]";
    private static final String CONFIRM = DIALOG + "[type=submit]";
    private static final String SECRET = "an smtp secret of mine";

    @TempDir
    private Path files;

    @BeforeEach
    void signInSomeTimeAgo() {
        jdbc.sql("delete from rate_limit").update();
        jdbc.sql("delete from audit_line").update();
        browser.signIn(ADMINISTRATOR, PASSWORD);
        clock.advance(Duration.ofMinutes(16));
    }

    @Test
    void whatWasTypedAndChosenSurvivesAndIsSentOnce() throws IOException {
        typeMailSettings();
        chooseFile();
        browser.click("#save");
        browser.await(PASSWORD_FIELD);
        isAsTyped();
        assertThat(host()).isNotEqualTo("smtp.typed.example");

        browser.find(PASSWORD_FIELD).sendKeys(PASSWORD);
        browser.clickTwice(CONFIRM);
        assertThat(browser.await(".flash .alert").getText()).startsWith("Mail settings saved");
        assertThat(browser.path()).isEqualTo("/settings/mail");
        assertThat(host()).isEqualTo("smtp.typed.example");
        assertThat(browser.text("#password-help")).contains("A password is stored");
        assertThat(lines("mail.settings.audit.changed")).isEqualTo(1);
        assertThat(lines("signin.audit.confirmed")).isEqualTo(1);
    }

    @Test
    void showsAWrongPasswordInTheDialog() throws IOException {
        typeMailSettings();
        chooseFile();
        browser.click("#save");
        confirmWith("wrong");
        browser.await(DIALOG + "[data-error-for=password]");
        assertThat(browser.driver().switchTo().activeElement())
                .isEqualTo(browser.find(PASSWORD_FIELD + "[aria-invalid=true]"));

        browser.find(PASSWORD_FIELD).sendKeys(Keys.ESCAPE);
        browser.await(driver -> !browser.shows(DIALOG));
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(browser.find("#save"));
        isAsTyped();
        assertThat(lines("mail.settings.audit.changed")).isZero();
        assertThat(browser.find("#save").isEnabled()).isTrue();
    }

    @Test
    void tellsHowLongToWaitAfterTenWrongPasswords() {
        typeMailSettings();
        browser.click("#save");
        for (int guess = 1; guess <= 10; guess++) {
            confirmWith("wrong " + guess);
            int sent = guess;
            browser.await(driver -> lines("signin.audit.not-confirmed") == sent && browser.value("account") != null);
        }
        confirmWith(PASSWORD);
        browser.await(
                driver -> browser.text(DIALOG + "[data-error-for=password]").contains("15 min"));
        assertThat(lines("mail.settings.audit.changed")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"en,Confirm that it’s you", "de,'Bestätigen Sie, dass Sie es sind'"})
    void theDialogIsAccessibleInEachLook(String language, String title) {
        browser.speak(language);
        typeMailSettings();
        browser.click("#save");
        browser.await(PASSWORD_FIELD);
        assertThat(browser.text("dialog h2")).isEqualTo(title);
        browser.isAccessibleInEachLook();
        confirmWith("wrong");
        browser.await(DIALOG + "[data-error-for=password]");
        browser.isAccessibleInEachLook();
    }

    @Test
    void keepsTheFormOfAnEndedSession() {
        typeMailSettings();
        browser.click("#save");
        browser.await(PASSWORD_FIELD);
        awaitThatThePageAsksNothing();
        jdbc.sql("delete from spring_session").update();
        confirmWith(PASSWORD);

        browser.await("[data-unsent]");
        browser.fill("username", ADMINISTRATOR);
        browser.fill("password", PASSWORD);
        browser.click("main button.btn-primary");
        browser.await("[data-notice]");
        assertThat(browser.value("host")).isEqualTo("smtp.typed.example");
        assertThat(browser.value("password")).isEmpty();
        assertThat(lines("mail.settings.audit.changed")).isZero();
    }

    @Test
    void refusesTheDialogForAnotherUser() {
        User other = user(Role.ADMINISTRATOR);
        typeMailSettings();
        browser.click("#save");
        browser.await(PASSWORD_FIELD);
        String tab = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.signIn(other.username(), PASSWORD);
        browser.driver().close();
        browser.driver().switchTo().window(tab);
        confirmWith(PASSWORD);

        browser.await(driver -> browser.text(DIALOG + "[role=alert]").contains("Somebody signed in"));
        browser.click(DIALOG + "[data-cancel]");
        assertThat(browser.value("host")).isEqualTo("smtp.typed.example");
        assertThat(lines("signin.audit.confirmed")).isZero();
        assertThat(lines("mail.settings.audit.changed")).isZero();
    }

    @Test
    void reportsALostNetworkAndTriesAgain() {
        typeMailSettings();
        browser.click("#save");
        browser.await(PASSWORD_FIELD);
        browser.offline(true);
        confirmWith(PASSWORD);
        browser.await(driver -> browser.text(DIALOG + "[role=alert]").contains("Can’t reach the server"));
        browser.offline(false);
        browser.click(CONFIRM);
        browser.await(".flash .alert");
        assertThat(host()).isEqualTo("smtp.typed.example");
    }

    @Test
    void aChangedRoleIsSavedAfterThePassword() {
        User user = user();
        browser.visit("/users/" + user.id());
        browser.driver().executeScript("document.querySelector('[name=role]').value = 'OPERATOR'");
        browser.click("main form .btn-primary");
        confirmWith(PASSWORD);
        browser.await(driver -> browser.path().equals("/users"));
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    private void typeMailSettings() {
        browser.visit("/settings/mail");
        browser.fill("host", "smtp.typed.example");
        browser.fill("username", "me");
        browser.fill("password", SECRET);
        browser.driver().executeScript("document.getElementById('sslEnabled').checked = true");
    }

    /** No form of today asks for the password and takes a file. */
    private void chooseFile() throws IOException {
        browser.driver()
                .executeScript("document.getElementById('save').insertAdjacentHTML('beforebegin',"
                        + " '<input type=file name=chosen aria-label=File>')");
        Path file = Files.writeString(files.resolve("chosen.txt"), "chosen");
        browser.find("[name=chosen]").sendKeys(file.toString());
    }

    private static void isAsTyped() {
        assertThat(browser.path()).isEqualTo("/settings/mail");
        assertThat(browser.value("host")).isEqualTo("smtp.typed.example");
        assertThat(browser.find("#password").getDomProperty("value")).isEqualTo(SECRET);
        assertThat(browser.driver().executeScript("return document.querySelector('[name=chosen]').files[0].name"))
                .isEqualTo("chosen.txt");
    }

    private static void confirmWith(String password) {
        browser.await(PASSWORD_FIELD).sendKeys(password);
        browser.click(CONFIRM);
    }

    /** Some fields ask for warnings 200 ms after they were changed. Such a request would meet the end of the session first. */
    private static void awaitThatThePageAsksNothing() {
        browser.driver()
                .executeAsyncScript(
                        """
                        const done = arguments[0];
                        let asked = performance.now();
                        const look = setInterval(() => {
                          if (document.querySelector('.htmx-request')) asked = performance.now();
                          if (performance.now() - asked < 300) return;
                          clearInterval(look);
                          done();
                        }, 20);
                        """);
    }

    private String host() {
        return jdbc.sql("select host from mail_settings").query(String.class).single();
    }

    private int lines(String action) {
        return jdbc.sql("select count(*) from audit_line where action = ?")
                .param(action)
                .query(Integer.class)
                .single();
    }
}
