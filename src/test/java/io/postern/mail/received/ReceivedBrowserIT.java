package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The box beside the test. */
class ReceivedBrowserIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"en,took it for junk", "de,für Spam gehalten"})
    void tellsBesideTheTestWhatTheReceiverSaw(String language, String junk) {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.speak(language);
        browser.visit("/settings/mail");
        browser.click("#send-test");
        browser.await("#mail-test-result[data-outcome=accepted]");
        String id = smtp.acceptedFor("root@postern.example").get(0).messageId();

        browser.click("#check-received > summary");
        browser.driver()
                .executeScript(
                        "document.getElementById('source').value = arguments[0]",
                        Received.message("exim-spamassassin.eml", id));
        browser.click("#check-source");
        browser.await("[data-finding=junk][data-verdict=fail]");
        assertThat(browser.text("[data-finding=junk]")).contains(junk);
        browser.isAccessibleInEachLook();
    }
}
