package io.postern.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What all pages have around and in them, on the pages of the application. */
class FrameBrowserIT extends BrowserTest {

    @BeforeEach
    void signIn() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
    }

    @Test
    void navigationAndHeaderStayInSightOnALongPage() {
        browser.visit("/settings/mail");
        assertThat(number("return document.documentElement.scrollHeight - window.innerHeight"))
                .isGreaterThan(300);
        browser.driver().executeScript("window.scrollTo({ top: 1e6, behavior: 'instant' })");
        assertThat(number("return document.querySelector('.shell-side').getBoundingClientRect().top"))
                .isZero();
        assertThat(number("return document.querySelector('.shell-header').getBoundingClientRect().top"))
                .isZero();
        assertThat(number("return document.documentElement.getBoundingClientRect().left"))
                .as("left edge of a page that scrolls")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1100, 1280, 1440})
    void noListScrollsSideways(int width) {
        browser.resize(width);
        for (String page : new String[] {
            "/users",
            "/deliveries",
            "/audit",
            "/alerts",
            "/profile",
            "/settings/api-tokens",
            "/settings/webhooks",
            "/settings/alerts/receivers"
        }) {
            browser.visit(page);
            browser.driver()
                    .executeScript("document.querySelectorAll('time').forEach("
                            + "time => { time.textContent = 'Nov 30, 2026, 12:44:32 PM' })");
            assertThat(number("return Math.max(0, ...[...document.querySelectorAll('.table-responsive')]"
                            + ".map(list => list.scrollWidth - list.clientWidth))"))
                    .as(page + " at " + width)
                    .isZero();
        }
    }

    @Test
    void aPhoneFoldsFiltersUntilOneIsChosen() {
        browser.resize(360);
        browser.visit("/audit");
        assertThat(browser.find("#q").isDisplayed()).isFalse();
        browser.click(".filters-fold > summary");
        assertThat(browser.find("#q").isDisplayed()).isTrue();
        browser.visit("/audit?q=nobody");
        assertThat(browser.find("#q").isDisplayed()).isTrue();
        browser.resize(1280);
        browser.visit("/audit");
        assertThat(browser.find("#q").isDisplayed()).isTrue();
        assertThat(browser.find(".filters-fold > summary").isDisplayed()).isFalse();
    }

    @Test
    void aNewTokenIsCopiedByItsButton() {
        browser.visit("/settings/api-tokens");
        browser.fill("name", "copied");
        browser.fill("components", "backup");
        browser.click("main form .btn-primary");
        String token = browser.await("[data-token]").getDomProperty("value");
        browser.click("[data-copy=token]");
        browser.await(driver -> "Copied".equals(browser.text("[data-copy=token]")));
        browser.find("[name=components]").sendKeys(Keys.chord(Keys.CONTROL, "v"));
        assertThat(browser.value("components")).isEqualTo(token);
        browser.await(driver -> "Copy".equals(browser.text("[data-copy=token]")));
    }

    @Test
    void aPasswordIsShownUntilItIsSent() {
        browser.at(port);
        browser.visit("/login");
        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("name"))
                .isEqualTo("username");
        browser.fill("username", "nobody");
        browser.fill("password", "typed");
        browser.click("[data-show-password=password]");
        assertThat(browser.find("[name=password]").getDomProperty("type")).isEqualTo("text");
        assertThat(browser.find("[data-show-password]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.isAccessibleAndWhole();
        browser.driver()
                .executeScript("document.addEventListener('submit', event => { event.preventDefault();"
                        + " document.title = document.querySelector('[name=password]').type; })");
        browser.click("main button.btn-primary");
        browser.await(driver -> "password".equals(driver.getTitle()));
    }

    @Test
    void timesNearNowAreToldByTheirDistance() {
        forgot(user().username());
        browser.visit("/deliveries");
        browser.await(driver -> browser.text("tbody time").matches("\\d+ (sec|min)\\. ago|in 0 sec\\."));
        assertThat(browser.find("tbody time").getDomAttribute("title")).matches(".* [A-Z]+ \\(.*Z\\)");
        browser.visit("/audit");
        assertThat(browser.text("tbody time")).doesNotContain("ago");
    }

    @Test
    void aVisitorChoosesTheLanguageOfQuietPages() {
        browser.at(port);
        browser.visit("/forgot-password");
        browser.click(".quiet-languages [value=de]");
        browser.await("html[lang=de]");
        assertThat(browser.path()).isEqualTo("/forgot-password");
        browser.isAccessibleInEachLook();
        browser.visit("/login");
        assertThat(browser.text("h1")).isEqualTo("Anmelden");
    }

    private static long number(String script) {
        return ((Number) browser.driver().executeScript(script)).longValue();
    }
}
