package io.postern.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.BrowserTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The overview in a browser, with all that it can show, and while it is open. */
class OverviewBrowserIT extends BrowserTest {

    @AfterEach
    void flow() {
        queue.queueHold.resume();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void chartsAndEntriesCanBeReadInEachLook(String language) {
        resetLink(user());
        smtp.on(Phase.RCPT, Act.reply("550 5.1.1 " + "a-word-of-a-reply-that-never-ends".repeat(3)));
        forgot(user().username());
        deliver();
        queue.hold("host-unknown");
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.await("[data-repair=address-refused]");
        assertThat(browser.driver().findElements(By.cssSelector("[data-figure=sent] rect")))
                .isNotEmpty();
        browser.click("#table-sent summary");
        browser.isAccessibleInEachLook();
    }

    @Test
    void anOpenPageShowsChangesAndKeepsWhatIsUnfolded() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        assertThat(browser.path()).isEqualTo("/overview");
        browser.click("#table-sent summary");
        administrator().submit("/deliveries", "/deliveries/pause", Map.of());
        browser.await("[data-mail-state=paused]");
        assertThat(browser.find("#table-sent").getDomProperty("open")).isEqualTo("true");
        assertThat(browser.driver().findElements(By.cssSelector("#table-sent tbody tr")))
                .hasSize(24);

        browser.click("#cure-queue-paused");
        browser.await(driver -> browser.path().equals("/deliveries"));
        browser.visit("/overview");
        assertThat(browser.shows("[data-mail-state=paused]")).isFalse();
    }
}
