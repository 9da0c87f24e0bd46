package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The keys alone. What has the focus has to show it. */
final class Keyboard extends Hand {

    /** More than any page has. */
    private static final int STOPS = 200;

    /** A date has a tab stop for each of its parts, and one for its calendar. */
    private static final int PARTS = 5;

    private static final String FOCUS =
            """
            const at = document.activeElement;
            const look = getComputedStyle(at);
            return { there: at === arguments[0], at: at,
              shown: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== 'none' };
            """;

    Keyboard(Browser browser, int width) {
        super(browser, width, true);
    }

    @Override
    protected void pressed(WebElement target) {
        reached(target);
        String type = Objects.requireNonNullElse(target.getDomAttribute("type"), "");
        keys(type.equals("checkbox") ? Keys.SPACE : Keys.ENTER);
    }

    /** Its first letters choose it. */
    @Override
    protected void chosen(WebElement list, String choice) {
        reached(list);
        keys(choice);
    }

    @Override
    protected void typed(WebElement field, CharSequence... text) {
        reached(field);
        new Actions(browser.driver())
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        keys(text);
    }

    /** Tabs until it has the focus; a page that holds the focus fails. */
    @Override
    protected void reached(WebElement target) {
        Object before = null;
        int held = 0;
        Focus focus = focus(target);
        for (int stop = 0; !focus.there(); stop++) {
            held = focus.at().equals(before) ? held + 1 : 0;
            assertThat(held).as("the focus is held by %s", focus.at()).isLessThan(PARTS);
            assertThat(stop).as("tab stops before %s", target).isLessThan(STOPS);
            before = focus.at();
            keys(Keys.TAB);
            focus = focus(target);
        }
        assertThat(focus.shown())
                .as("the focus can be seen at %s of %s", target.getDomProperty("outerHTML"), browser.path())
                .isTrue();
        super.reached(target);
    }

    private record Focus(boolean there, Object at, boolean shown) {}

    private Focus focus(WebElement target) {
        var focus = (Map<?, ?>) browser.driver().executeScript(FOCUS, target);
        return new Focus(
                Boolean.TRUE.equals(focus.get("there")), focus.get("at"), Boolean.TRUE.equals(focus.get("shown")));
    }

    private void keys(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}
