package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Settings &gt; Mail between typing and saving: what a test says, what is unsaved. */
class UnsavedSettingsBrowserIT extends BrowserTest {

    private static final String ENDED = "#mail-test-result[data-outcome]";
    private static final String LEAVE =
            "const leave = new Event('beforeunload', { cancelable: true }); return !window.dispatchEvent(leave)";

    @BeforeEach
    void openSettings() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.resize(1440);
        browser.visit("/settings/mail");
    }

    @Test
    void aFailureIsInSightWithoutScrolling() {
        smtp.startTls(TestCertificates.good());
        browser.click("#sslEnabled");
        browser.click("#send-test");
        browser.await(ENDED);

        for (String part : new String[] {".mail-failure p", "[name=cure]"}) {
            assertThat(isInSight(browser.find(part))).as(part).isTrue();
        }
        assertThat(browser.text(".mail-failure")).contains("Likely cause:", "Next step:");
        assertThat(browser.driver()
                        .executeScript("return [...document.querySelectorAll('main *')].filter(part =>"
                                + " /auto|scroll/.test(getComputedStyle(part).overflowY)"
                                + " && part.scrollHeight > part.clientHeight + 1 && !part.matches('textarea')).length"))
                .as("scroll areas in the page")
                .isEqualTo(0L);
        browser.isAccessibleAndWhole();
    }

    @Test
    void theServersReplyIsInSightToo() {
        smtp.on(Phase.RCPT, Act.reply("550 5.1.1 no such user here"));
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(isInSight(browser.find(".mail-failure .mail-reply"))).isTrue();
        assertThat(browser.text(".mail-failure .mail-reply")).contains("no such user here");
        assertThat(browser.find("[data-stage=ehlo] dl").isDisplayed()).isFalse();
    }

    @Test
    void aTestThatPassedOffersToSaveWhatWasTested() {
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(browser.shows("#save-tested")).isFalse();

        browser.fill("fromDisplayName", "Tested and saved");
        browser.click("#send-test");
        browser.await("#save-tested").click();
        browser.await(".flash .alert");
        assertThat(browser.value("fromDisplayName")).isEqualTo("Tested and saved");
        browser.click("#send-test");
        browser.await(ENDED);
        assertThat(browser.shows("#save-tested")).isFalse();
    }

    @Test
    void saysWhatIsUnsavedAndAsksBeforeItIsLost() {
        assertThat(browser.find("[data-unsaved]").isDisplayed()).isFalse();
        assertThat(browser.driver().executeScript(LEAVE)).isEqualTo(false);
        String before = browser.value("port");

        browser.fill("port", "2525");
        browser.click("#alertEmailsEnabled");
        assertThat(browser.find("#save").isDisplayed()).isTrue();
        assertThat(isInSight(browser.find("#save"))).isTrue();
        assertThat(browser.text("[data-unsaved-fields]").split(", "))
                .containsExactlyInAnyOrder("SMTP port", "Enable alert e-mails");
        assertThat(browser.driver().executeScript(LEAVE)).isEqualTo(true);

        browser.fill("port", before);
        browser.click("#alertEmailsEnabled");
        assertThat(browser.find("[data-unsaved]").isDisplayed()).isFalse();
        assertThat(browser.driver().executeScript(LEAVE)).isEqualTo(false);
    }

    @Test
    void aPresetIsUnsavedUntilItIsSaved() {
        new org.openqa.selenium.support.ui.Select(browser.find("#preset")).selectByValue("google");
        browser.await("[data-changed]");
        browser.await(driver -> browser.text("[data-unsaved-fields]").contains("SMTP host"));
        assertThat(browser.driver().executeScript(LEAVE)).isEqualTo(true);
    }

    @Test
    void theTestsCardSaysThatNothingWasTested() {
        browser.fill("port", "70000");
        browser.click("#send-test");
        browser.await("[data-error-for=port]");
        assertThat(isInSight(browser.find("[data-not-tested]"))).isTrue();
        assertThat(smtp.accepted()).isEmpty();
    }

    private static boolean isInSight(WebElement part) {
        return (Boolean) browser.driver()
                .executeScript(
                        "const at = arguments[0].getBoundingClientRect();"
                                + " return at.top >= 0 && at.bottom <= window.innerHeight && at.height > 0",
                        part);
    }
}
