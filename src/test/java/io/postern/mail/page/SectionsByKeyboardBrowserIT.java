package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class SectionsByKeyboardBrowserIT extends BrowserTest {

    @Test
    void theTestIsTwelveTabStopsFromTheTop() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/settings/mail");
        int stops = tabTo("[href='#content']");
        focused().sendKeys(Keys.ENTER);
        stops += tabTo("[href='#test']");
        focused().sendKeys(Keys.ENTER);
        stops += tabTo("#send-test");
        assertThat(stops).isLessThanOrEqualTo(12);
        focused().sendKeys(Keys.ENTER);
        assertThat(browser.await("[data-outcome]").isDisplayed()).isTrue();
    }

    /** How often the tab key is pressed until the element has the focus. */
    private int tabTo(String selector) {
        WebElement wanted = browser.find(selector);
        int stops = 0;
        do {
            focused().sendKeys(Keys.TAB);
            stops++;
        } while (!focused().equals(wanted) && stops < 50);
        return stops;
    }

    private WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }
}
