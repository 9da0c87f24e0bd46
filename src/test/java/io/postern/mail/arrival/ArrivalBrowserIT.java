package io.postern.mail.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a test stays open while somebody else says that its mail arrived. */
class ArrivalBrowserIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"en,Arrived after", "de,Angekommen nach"})
    void theOpenPageHearsThatTheMailArrived(String language, String said) {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.speak(language);
        browser.visit("/settings/mail");
        browser.click("#send-test");
        browser.await("#mail-test-result[data-outcome=accepted] [data-stage=arrived][data-state=pending]");

        Visitor recipient = visitor();
        recipient.get(link(smtp.acceptedFor("root@postern.example").get(0)));
        assertThat(recipient.submit("/mail-arrived", Map.of()).status()).isEqualTo(303);

        browser.await("[data-stage=arrived][data-state=ok]");
        assertThat(browser.text("[data-stage=arrived]")).contains(said);
        browser.visit("/settings/mail");
        assertThat(browser.text("[data-stage=arrived]")).contains(said);
    }
}
