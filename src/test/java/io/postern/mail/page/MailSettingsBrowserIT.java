package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** Settings &gt; Mail as an administrator meets it. */
class MailSettingsBrowserIT extends BrowserTest {

    private static final String VOICE = "body > .visually-hidden[role=status]";
    private static final String ENDED = "#mail-test-result[data-outcome]";

    @BeforeEach
    void openSettings() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/settings/mail");
    }

    @ParameterizedTest
    @CsvSource({
        "en,Mail settings saved. The next e-mail uses them.,What to do at Google",
        "de,E-Mail-Einstellungen gespeichert. Sie gelten ab der nächsten E-Mail.,Was bei Google"
    })
    void filledInBySomePresetPutRightSavedAndTested(String language, String saved, String steps) {
        browser.speak(language);
        browser.visit("/settings/mail");
        choosePreset("google");
        browser.await("[data-changed]");
        assertThat(browser.value("host")).isEqualTo("smtp.gmail.com");
        assertThat(browser.text(".mail-steps")).contains(steps);

        browser.fill("host", "127.0.0.1");
        browser.fill("port", "70000");
        browser.click("#sslEnabled");
        browser.fill("username", "ada@corp.example");
        browser.click("#advanced summary");
        browser.fill("readTimeout", "5");
        browser.click("#save");
        browser.await("[data-error-for=port]");
        assertThat(browser.value("port")).isEqualTo("70000");
        assertThat(browser.value("readTimeout")).isEqualTo("5");

        browser.fill("port", String.valueOf(smtp.port()));
        browser.fill("password", "s3cret-Passw0rd");
        browser.click("#save");
        assertThat(browser.await(".flash .alert").getText()).isEqualTo(saved);
        assertThat(browser.driver().getPageSource()).doesNotContain("s3cret");
        browser.await(ExpectedConditions.attributeToBe(By.cssSelector(VOICE), "textContent", saved));

        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(state("done")).isEqualTo("ok");
        assertThat(smtp.signIns()).extracting("password").containsExactly("s3cret-Passw0rd");
        assertThat(smtp.acceptedFor("root@postern.example")).hasSize(1);
    }

    @Test
    void aTypedAddressSuggestsItsProvider() {
        browser.fill("host", "");
        browser.fill("fromAddress", "postern@gmail.com");
        browser.fill("password", "sixteen letters!");
        browser.await("button[name=suggested]").click();
        browser.await("[data-changed]");
        assertThat(browser.value("host")).isEqualTo("smtp.gmail.com");
        assertThat(browser.value("username")).isEqualTo("postern@gmail.com");
        assertThat(browser.value("password")).isEqualTo("sixteen letters!");
        assertThat(browser.shows("button[name=suggested]")).isFalse();
    }

    @Test
    void warningsComeAndGoWhileTheFormIsBeingFilled() {
        browser.fill("port", "25");
        browser.fill("username", "mailer@corp.example");
        browser.click("#fromAddress");
        browser.await("[data-warning=password-on-port-25]");

        browser.fill("port", "587");
        browser.click("#fromAddress");
        browser.await(
                ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("[data-warning=password-on-port-25]")));
    }

    @Test
    void showsOAuthFieldsWhenChosen() {
        assertThat(browser.find("#oauthClientId").isDisplayed()).isFalse();
        assertThat(browser.find("#password").isDisplayed()).isTrue();

        new Select(browser.find("#authMethod")).selectByValue("OAUTH2");
        assertThat(browser.find("#oauthClientId").isDisplayed()).isTrue();
        assertThat(browser.find("#password").isDisplayed()).isFalse();
        assertThat(browser.find("#connect").isDisplayed()).isFalse();
        new Select(browser.find("#oauthGrant")).selectByValue("AUTHORIZATION_CODE");
        assertThat(browser.find("#connect").isDisplayed()).isTrue();
        assertThat(browser.text("#mail-connect")).contains("https://postern.example/settings/mail/oauth/callback");

        browser.fill("oauthClientSecret", "kept while a preset fills the rest");
        choosePreset("google-connect");
        browser.await("[data-changed]");
        assertThat(browser.value("oauthClientSecret")).isEqualTo("kept while a preset fills the rest");
        assertThat(browser.value("oauthTokenEndpoint")).isEqualTo("https://oauth2.googleapis.com/token");
    }

    @Test
    void theStagesArriveWhileTheTestRuns() {
        smtp.on(Phase.MAIL, Act.held());
        browser.click("#send-test");
        browser.await("[data-stage=sender][data-state=running]");
        assertThat(state("ehlo")).isEqualTo("ok");
        assertThat(state("data")).isEqualTo("pending");
        assertThat(browser.find("#cancel-test").isDisplayed()).isTrue();
        assertThat(browser.shows(ENDED)).isFalse();

        smtp.release();
        assertThat(browser.await(ENDED).getDomAttribute("data-outcome")).isEqualTo("accepted");
        assertThat(state("done")).isEqualTo("ok");
        assertThat(browser.find("#cancel-test").isDisplayed()).isFalse();
    }

    @Test
    void whoCannotSeeTheStagesHearsHowItEnds() {
        smtp.on(Phase.RCPT, Act.reply("550 5.1.1 no such user"));
        browser.find("#send-test").sendKeys(Keys.ENTER);
        browser.await(ENDED);

        browser.await(ExpectedConditions.attributeContains(By.cssSelector(VOICE), "textContent", "was not accepted"));
        assertThat(browser.find(VOICE).getDomProperty("textContent")).contains("Likely cause:");
        assertThat(focused()).isEqualTo("send-test");
    }

    @Test
    void sendsTheNextTestByKeyboardAfterACancel() {
        smtp.on(Phase.MAIL, Act.hang());
        browser.click("#send-test");
        browser.await("[data-stage=sender][data-state=running]");
        browser.find("#cancel-test").sendKeys(Keys.ENTER);
        browser.await(ENDED);

        assertThat(focused()).isEqualTo("send-test");
    }

    @Test
    void clearsTheStagesOfATestThatFailedToStart() {
        browser.offline(true);
        browser.click("#send-test");
        browser.await(ExpectedConditions.visibilityOfElementLocated(By.id("trouble")));
        browser.offline(false);

        assertThat(browser.shows("[data-stage]")).isFalse();
    }

    @Test
    void aRunningTestIsCancelledAtOnce() {
        smtp.on(Phase.MAIL, Act.hang());
        browser.click("#send-test");
        browser.await("[data-stage=sender][data-state=running]");
        browser.click("#cancel-test");

        assertThat(browser.await(ENDED).getDomAttribute("data-outcome")).isEqualTo("cancelled");
        assertThat(state("sender")).isEqualTo("cancelled");
    }

    @Test
    void aProblemIsExplainedAndFixedByOneClick() {
        smtp.startTls(TestCertificates.good());
        browser.click("#sslEnabled");
        browser.fill("username", "mailer@corp.example");
        browser.fill("password", "s3cret-Passw0rd");
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(browser.find("[data-stage=tls]").getDomAttribute("data-problem"))
                .isEqualTo("certificate-untrusted");
        assertThat(browser.text("#mail-test-result .mail-failure")).contains("Likely cause:", "Next step:");
        assertThat(smtp.signIns()).isEmpty();

        browser.click("button[value=trust-ca]");
        browser.await("[data-changed]");
        assertThat(browser.value("trustedCertificates")).contains("BEGIN CERTIFICATE");
        assertThat(browser.find("#trustedCertificates").isDisplayed()).isTrue();
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(state("done")).isEqualTo("ok");
        assertThat(smtp.signIns()).extracting("encrypted").containsExactly(true);
    }

    @Test
    void clearsFieldErrorsOnceTheTestRan() {
        browser.fill("recipient", "two@corp.example, addresses@corp.example");
        browser.fill("password", "kept while errors are shown");
        browser.click("#send-test");
        browser.await("[data-error-for=recipient]");
        assertThat(browser.value("password")).isEqualTo("kept while errors are shown");

        browser.fill("recipient", "bob@corp.example");
        browser.fill("password", "");
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(browser.shows("[data-error-for]")).isFalse();
        assertThat(smtp.acceptedFor("bob@corp.example")).hasSize(1);
    }

    @Tag("case-61")
    @Test
    void showsAHostileReplyAsText() {
        smtp.on(
                Phase.GREETING,
                Act.reply("220 scripted.example <img src=x onerror=alert(1)><script>alert(2)</script>"));
        smtp.on(
                Phase.RCPT,
                Act.reply("550 5.7.1 <svg onload=alert(3)></pre><script>alert(4)</script>\u001b[31m \u202eevil"));
        browser.click("#send-test");
        browser.await(ENDED);

        assertThat(browser.text(".mail-reply")).contains("<svg onload=alert(3)></pre><script>alert(4)</script>");
        assertThat(browser.driver().findElements(By.cssSelector("#mail-test-result img, main svg[onload]")))
                .isEmpty();
        assertThatThrownBy(() -> browser.driver().switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
        assertThat(browser.driver().getPageSource()).doesNotContain("\u001b", "\u202e");
    }

    private static String focused() {
        return browser.driver().switchTo().activeElement().getDomAttribute("id");
    }

    private static void choosePreset(String provider) {
        new Select(browser.find("#preset")).selectByValue(provider);
    }

    private static String state(String stage) {
        return browser.find("[data-stage=" + stage + "]").getDomAttribute("data-state");
    }
}
