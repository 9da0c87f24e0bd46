package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium, one for each test class: {@code @RegisterExtension static final Browser browser = new Browser();}. Each test
 * that leaves something in its console, such as a violation of the content security policy, fails. A dialog that no test answers
 * fails the next step.
 *
 * <p>Found as {@link BrowserFiles} says. Where there is none, the class is skipped with a line that says so.
 */
public final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(50);

    /**
     * What the browser and htmx write of an answer that the page means (a refused form, a dead link, nothing there), and of a network
     * that is away.
     */
    private static final Pattern MEANT =
            Pattern.compile("Failed to load resource: (the server responded with a status of (400|403|404|422|429)"
                    + "|net::ERR_INTERNET_DISCONNECTED)|htmx:(sendError|afterRequest), "
                    // The set-up was done, or the link used, while the password was still being looked at.
                    + "|Response Status Error Code 404 from /setup/strength"
                    + "|Response Status Error Code 400 from /(reset-password|invitation)/strength"
                    // A page was left while it was still being filled.
                    + "|htmx:sendAbort, "
                    // A driver leaves a page with unsaved fields without being asked.
                    + "|Blocked attempt to show a 'beforeunload' confirmation panel");

    private @Nullable Chromium chromium;
    private String base = "";
    private int pictures;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        chromium = Chromium.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> said = driver().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> !MEANT.matcher(line).find())
                .toList();
        assertThat(said).as("console of the browser").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Forgets who is signed in and what was chosen; paths are those of this server from now on. */
    public Browser at(int port) {
        return at("http://localhost:" + port);
    }

    /** The same with the beginning of all addresses. */
    public Browser at(String origin) {
        base = origin;
        // What the page of the test before still sends would be refused without its cookies, and be taken for this
        // test's.
        driver().get("about:blank");
        driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        speak("en");
        scripts(true);
        resize(1280);
        return this;
    }

    public ChromeDriver driver() {
        if (chromium == null) {
            throw new AssertionError("the browser is not running");
        }
        return chromium.driver();
    }

    /** The language that pages are asked for. */
    public void speak(String language) {
        driver().executeCdpCommand("Network.enable", Map.of());
        driver().executeCdpCommand(
                        "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
    }

    public void resize(int width) {
        driver().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Whether pages that are opened from now on may run scripts. The driver's own run all the same. */
    public void scripts(boolean allowed) {
        driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Takes the network away, or gives it back. */
    public void offline(boolean away) {
        driver().executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", away, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Changes the colours of the page at hand. */
    public void paint(String theme) {
        driver().executeScript(
                        "document.documentElement.dataset.theme = arguments[0]; document.dispatchEvent(new Event('theme'))",
                        theme);
    }

    public void visit(String path) {
        driver().get(base + path);
    }

    public String path() {
        return driver().getCurrentUrl().substring(base.length());
    }

    public WebElement find(String selector) {
        return driver().findElement(By.cssSelector(selector));
    }

    public boolean shows(String selector) {
        return !driver().findElements(By.cssSelector(selector)).isEmpty();
    }

    public String text(String selector) {
        return find(selector).getText();
    }

    public String value(String field) {
        return String.valueOf(find("[name=" + field + "]").getDomProperty("value"));
    }

    /** Types into a field in place of what is there. */
    public void fill(String field, String text) {
        WebElement input = find("[name=" + field + "]");
        driver().executeScript("arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })", input);
        input.clear();
        input.sendKeys(text);
    }

    /** The driver takes what is behind a bar for in sight. */
    public void click(String selector) {
        WebElement target = find(selector);
        driver().executeScript("arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })", target);
        target.click();
    }

    /** Once more while the answer to the first click is on its way; at once, Chromium would take both for one. */
    public void clickTwice(String selector) {
        driver().executeScript(
                        "const button = arguments[0]; button.click(); setTimeout(() => button.click(), 20);",
                        await(selector));
    }

    /** Waits until an element of the selector is there. */
    public WebElement await(String selector) {
        return await(browser -> browser.findElements(By.cssSelector(selector)).stream()
                .findFirst()
                .orElse(null));
    }

    /** A page that is just being replaced answers with all kinds of errors; the next look finds the new one. */
    public <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver(), PATIENCE, OFTEN)
                .ignoring(WebDriverException.class)
                .until(condition);
    }

    /** Signs in at the sign-in page, wherever that leads. */
    public void signIn(String username, String password) {
        visit("/login");
        fill("username", username);
        fill("password", password);
        click("main button.btn-primary");
        await(browser -> !path().startsWith("/login"));
    }

    /** Nothing that axe knows keeps somebody from using the page, and it is no wider than the screen. */
    public void isAccessibleAndWhole() {
        assertThat(Axe.violations(driver())).as(path()).isEmpty();
        Object tooWide = driver().executeScript("return document.documentElement.scrollWidth - window.innerWidth");
        assertThat((Long) tooWide).as("too wide: " + path()).isLessThanOrEqualTo(0);
    }

    /**
     * The same of the page at hand, wide and narrow, each in one of the themes; which goes with which depends on the language, so
     * that a page asked for in English and in German has been seen in each pair of them.
     */
    public void isAccessibleInEachLook() {
        boolean english = "en".equals(find("html").getDomAttribute("lang"));
        look(1280, english ? "light" : "dark");
        look(360, english ? "dark" : "light");
        resize(1280);
    }

    private void look(int width, String theme) {
        resize(width);
        paint(theme);
        isAccessibleAndWhole();
        keep(theme + "-" + width);
    }

    /** A picture of the page, where the system property {@code pictures} names a folder for them. */
    private void keep(String look) {
        String folder = System.getProperty("pictures");
        if (folder == null) {
            return;
        }
        try {
            String name = find("html").getDomAttribute("lang") + path().replaceAll("[^a-z0-9]+", "-");
            Path picture = Path.of(folder, name + (++pictures) + "-" + look + ".png");
            Files.createDirectories(picture.getParent());
            Object png = driver().executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                    .get("data");
            Files.write(picture, Base64.getDecoder().decode(String.valueOf(png)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
