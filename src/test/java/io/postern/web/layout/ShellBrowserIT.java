package io.postern.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The shell in a real browser: readable in both themes, whole on a narrow screen, usable by keyboard. */
@SpringBootTest(
        classes = ShellPages.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = ShellPages.NO_DATABASE)
class ShellBrowserIT {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    private int port;

    @BeforeEach
    void open() {
        browser.at(port);
    }

    @ParameterizedTest
    @CsvSource({
        "light,1280,/form?as=ADMINISTRATOR",
        "dark,1280,/form?as=ADMINISTRATOR&in=de",
        "light,360,/form?as=ADMINISTRATOR",
        "dark,360,/form?as=ADMINISTRATOR",
        "light,1280,/quiet",
        "dark,1280,/quiet",
        "dark,360,/missing"
    })
    void pagesAreAccessibleAndWhole(String theme, int width, String path) {
        browser.resize(width);
        browser.visit(path);
        browser.paint(theme);
        browser.isAccessibleAndWhole();
        if (path.startsWith("/form")) {
            browser.find("[name=port]").sendKeys("x", Keys.ENTER);
            browser.await("[data-error-for=port]");
            browser.await(
                    driver -> "port".equals(driver.switchTo().activeElement().getDomAttribute("name")));
            browser.paint(theme);
            browser.isAccessibleAndWhole();
        }
    }

    @Test
    void opensTheNarrowMenuByKeyboard() {
        browser.resize(500);
        browser.visit("/form?as=ADMINISTRATOR");
        browser.find("summary").sendKeys(Keys.ENTER);
        assertThat(browser.find(".shell-panel a[href='/users']").isDisplayed()).isTrue();
        browser.isAccessibleAndWhole();
        next().sendKeys(Keys.ESCAPE);
        assertThat(browser.find(".shell-panel a[href='/users']").isDisplayed()).isFalse();
        assertThat(focusIs("matches('.shell-menu > summary')")).isTrue();
    }

    @Test
    void aMenuIsClosedOnceTheKeyboardIsElsewhere() {
        browser.resize(500);
        browser.visit("/form?as=ADMINISTRATOR");
        browser.find("summary").sendKeys(Keys.ENTER);
        assertThat(browser.find(".shell-panel").isDisplayed()).isTrue();
        browser.driver().executeScript("document.querySelector('[name=host]').focus()");
        assertThat(browser.find(".shell-panel").isDisplayed()).isFalse();
    }

    @Test
    void whateverTheKeyboardReachesShowsIt() {
        browser.visit("/form?as=ADMINISTRATOR");
        List<String> reached = new ArrayList<>();
        for (WebElement focused = next(); !"body".equals(focused.getTagName()); focused = next()) {
            String what =
                    focused.getDomProperty("outerHTML").lines().findFirst().orElseThrow();
            reached.add(what);
            assertThat(focused.getCssValue("outline-style")).as(what).isEqualTo("solid");
            assertThat(focused.getCssValue("outline-width")).as(what).isEqualTo("2px");
        }
        assertThat(reached).anyMatch(what -> what.contains("skip-link"));
        assertThat(reached).anyMatch(what -> what.contains("btn-ghost"));
        assertThat(reached).anyMatch(what -> what.contains("name=\"host\""));
    }

    @Test
    void theFirstStopOfTheKeyboardLeadsPastTheNavigation() {
        browser.visit("/form?as=ADMINISTRATOR");
        WebElement first = next();
        assertThat(first.getDomAttribute("class")).isEqualTo("skip-link");
        first.sendKeys(Keys.ENTER);
        next();
        assertThat(focusIs("closest('#content') !== null")).isTrue();
    }

    @Test
    void keepsFocusedElementsClearOfTheHeader() {
        browser.resize(360);
        browser.visit("/form?as=ADMINISTRATOR");
        int seen = 0;
        for (WebElement focused = previous(); focusIs("closest('#content') !== null"); focused = previous()) {
            assertThat(focusIs("getBoundingClientRect().top"
                            + " >= document.querySelector('.shell-header').getBoundingClientRect().bottom"))
                    .as(focused.getDomProperty("outerHTML"))
                    .isTrue();
            seen++;
        }
        assertThat(seen).isGreaterThan(10);
    }

    private static WebElement next() {
        new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        return browser.driver().switchTo().activeElement();
    }

    private static WebElement previous() {
        new Actions(browser.driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.TAB)
                .keyUp(Keys.SHIFT)
                .perform();
        return browser.driver().switchTo().activeElement();
    }

    /** Whether something holds of the element that the keyboard is at. */
    private static boolean focusIs(String so) {
        return (Boolean) browser.driver().executeScript("return document.activeElement." + so);
    }

    @Test
    void theThemeChangesInPlaceAndStays() {
        browser.visit("/form?as=ADMINISTRATOR");
        browser.fill("host", "kept");
        browser.click(".shell-header-end > .shell-controls [value=dark]");
        assertThat(theme()).isEqualTo("dark");
        assertThat(browser.value("host")).isEqualTo("kept");
        browser.await(driver -> driver.manage().getCookieNamed("theme"));
        browser.visit("/form?as=ADMINISTRATOR");
        assertThat(theme()).isEqualTo("dark");
    }

    private static String theme() {
        return browser.find("html").getDomAttribute("data-bs-theme");
    }
}
