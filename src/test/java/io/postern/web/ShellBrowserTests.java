package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The shell in a real browser: readable in both themes, whole on a narrow screen, usable by keyboard. Skipped without one. */
@SpringBootTest(classes = ShellPages.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ShellBrowserTests {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @LocalServerPort
    private int port;

    private ChromeDriver browser;

    @BeforeEach
    void open(@TempDir Path profile) throws IOException {
        assumeThat(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER)).isTrue();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + profile.resolve("profile"));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
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
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        visit("/quiet");
        browser.manage().addCookie(new Cookie("theme", theme));
        visit(path);
        isAccessibleAndWhole(width);
        if (path.startsWith("/form")) {
            browser.findElement(By.name("port")).sendKeys("x", Keys.ENTER);
            WebDriverWait patience = new WebDriverWait(browser, Duration.ofSeconds(20));
            patience.until(presenceOfElementLocated(By.cssSelector("[data-error-for=port]")));
            patience.until(
                    driver -> "port".equals(driver.switchTo().activeElement().getDomAttribute("name")));
            isAccessibleAndWhole(width);
        }
    }

    @Test
    void aNarrowScreenHasAMenuThatTheKeyboardOpensAndCloses() {
        browser.manage().window().setSize(new Dimension(500, 900));
        visit("/form?as=ADMINISTRATOR");
        browser.findElement(By.cssSelector("summary")).sendKeys(Keys.ENTER);
        assertThat(browser.findElement(By.cssSelector(".shell-panel a[href='/users']"))
                        .isDisplayed())
                .isTrue();
        Results opened = new AxeBuilder().analyze(browser);
        assertThat(opened.getViolations()).isEmpty();
        browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);
        assertThat(browser.findElement(By.cssSelector(".shell-panel a[href='/users']"))
                        .isDisplayed())
                .isFalse();
    }

    @Test
    void theThemeChangesInPlaceAndStays() {
        browser.manage().window().setSize(new Dimension(1280, 900));
        visit("/form?as=ADMINISTRATOR");
        browser.findElement(By.name("host")).sendKeys("kept");
        browser.findElement(By.cssSelector(".shell-header-end > .shell-controls [value=dark]"))
                .click();
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("data-bs-theme"))
                .isEqualTo("dark");
        assertThat(browser.findElement(By.name("host")).getDomProperty("value")).contains("kept");
    }

    private void visit(String path) {
        browser.get("http://localhost:" + port + path);
    }

    private void isAccessibleAndWhole(int width) {
        assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }
}
