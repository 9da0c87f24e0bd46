package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * How somebody works a page. What they use has to be in sight, and to stay within the width of the screen. Counts what is pressed beyond
 * typing: a choice from a list counts twice, since the list is opened first.
 */
public abstract class Hand {

    private static final String IN_SIGHT =
            """
            const target = arguments[0];
            const place = target.getClientRects()[0];
            if (!place || place.left < 0 || place.right > window.innerWidth) return 'not within the width of the screen';
            const above = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
            if (!above) return 'not on the screen';
            return target.contains(above) || above.contains(target) || above.control === target ? '' : 'behind ' + above.outerHTML;
            """;

    protected final Browser browser;
    private final int width;
    private final boolean scripts;
    private int presses;

    protected Hand(Browser browser, int width, boolean scripts) {
        this.browser = browser;
        this.width = width;
        this.scripts = scripts;
    }

    /** A mouse before a screen of this width. */
    public static Hand mouse(Browser browser, int width) {
        return new Mouse(browser, width, true);
    }

    /** The same where pages have no scripts. */
    public static Hand mouseWithoutScripts(Browser browser, int width) {
        return new Mouse(browser, width, false);
    }

    /** Keys alone: tab to what is meant, then enter, space or an arrow. */
    public static Hand keyboard(Browser browser, int width) {
        return new Keyboard(browser, width);
    }

    /** Takes place before the screen, and begins to count. */
    public void begin() {
        browser.resize(width);
        browser.scripts(scripts);
        presses = 0;
    }

    public boolean hasScripts() {
        return scripts;
    }

    public int presses() {
        return presses;
    }

    /** Goes to a page by the navigation. */
    public void open(String path) {
        String link = "a[href='" + path + "']";
        if (browser.find(".shell-menu").isDisplayed()) {
            press(".shell-menu > summary");
            press(".shell-menu " + link);
        } else {
            press(".shell-side " + link);
        }
    }

    /** Opens the filters of a list where they are folded. */
    public void unfoldFilters() {
        if (browser.find(".filters-fold > summary").isDisplayed() && !browser.shows(".filters-fold[open]")) {
            press(".filters-fold > summary");
        }
    }

    /** Presses a link, a button, a check box. */
    public final void press(String selector) {
        presses++;
        pressed(await(selector));
    }

    /** Types into a field in place of what is there. */
    public final void type(String field, CharSequence... text) {
        typed(await("[name=" + field + "]"), text);
    }

    /** Gives a file to a field. */
    public final void give(String field, Path file) {
        presses++;
        WebElement input = await("[name=" + field + "]");
        reached(input);
        input.sendKeys(file.toString());
    }

    /** Takes a choice of a list by what it is called. */
    public final void choose(String list, String choice) {
        presses += 2;
        chosen(await("[name=" + list + "]"), choice);
        assertThat(new Select(browser.find("[name=" + list + "]"))
                        .getFirstSelectedOption()
                        .getText())
                .isEqualTo(choice);
    }

    protected abstract void pressed(WebElement target);

    protected abstract void chosen(WebElement list, String choice);

    protected abstract void typed(WebElement field, CharSequence... text);

    /** The hand is at it; then it is to be seen. */
    protected void reached(WebElement target) {
        assertThat(browser.driver().executeScript(IN_SIGHT, target))
                .as("%s on %s, %d pixels wide", target.getDomProperty("outerHTML"), browser.path(), width)
                .isEqualTo("");
    }

    private WebElement await(String selector) {
        return browser.await(page -> page.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    private static final class Mouse extends Hand {

        private Mouse(Browser browser, int width, boolean scripts) {
            super(browser, width, scripts);
        }

        @Override
        protected void pressed(WebElement target) {
            reached(target);
            target.click();
        }

        @Override
        protected void chosen(WebElement list, String choice) {
            reached(list);
            new Select(list).selectByVisibleText(choice);
        }

        @Override
        protected void typed(WebElement field, CharSequence... text) {
            reached(field);
            field.clear();
            field.sendKeys(text);
        }

        @Override
        protected void reached(WebElement target) {
            browser.driver()
                    .executeScript("arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })", target);
            super.reached(target);
        }
    }
}
