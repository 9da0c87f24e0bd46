package io.postern.mail.deliveries;

import static io.postern.mail.MailServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.ServerHold;
import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

class DeliveriesBrowserIT extends BrowserTest {

    @Autowired
    private QueueHold queueHold;

    @Autowired
    private ServerHold serverHold;

    @Test
    void updatesAnOpenListAndKeepsTyping() {
        queueHold.pause();
        queue.mails(2);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/deliveries");
        browser.await("[data-queued='2']");
        assertThat(browser.text("#queue-hold")).contains("paused");
        assertThat(isShown(".while-held")).isTrue();
        assertThat(isShown(".while-flowing")).isFalse();
        browser.fill("q", "somebody");

        queueHold.resume();
        deliver();
        browser.await("[data-queued='0']");
        assertThat(browser.text("#queue-hold")).isEmpty();
        assertThat(isShown(".while-held")).isFalse();
        assertThat(isShown(".while-flowing")).isTrue();
        assertThat(browser.find("[name=q]").getDomProperty("value")).isEqualTo("somebody");
        browser.isAccessibleInEachLook();

        browser.click("#list-again");
        browser.await("[data-state=SENT]");
        assertThat(browser.driver().findElements(By.id("list-again"))).isEmpty();
    }

    @Test
    void bannersComeAndGoOnAnOpenPage() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/users");
        assertThat(browser.driver().findElements(By.cssSelector("[data-banner]")))
                .isEmpty();
        queue.mails(2);
        serverHold.hold(PRIMARY, "connection-refused");
        browser.await("[data-banner=queue-held]");
        browser.isAccessibleInEachLook();
        queueHold.resume();
        browser.await("#banners[hx-trigger='every 1s']");
        assertThat(browser.text("[data-banner]")).contains("Trying again now, 2 e-mails waiting");
        deliver();
        browser.await("#banners:not(:has([data-banner]))");
    }

    private static boolean isShown(String selector) {
        return browser.find(selector).isDisplayed();
    }
}
