package io.postern.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The overview brings itself up to date while it is open, and can be used without script. */
class OverviewBrowserIT extends BrowserTest {

    @AfterEach
    void flow() {
        queue.queueHold.resume();
        jdbc.sql("delete from overview_later").update();
    }

    @Test
    void anOpenPageShowsWhatChangesAndKeepsWhatIsUnfolded() {
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
