package io.postern.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.BrowserTest;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.sql.Timestamp;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Rows of a list are selected in a real browser. */
class SelectionBrowserIT extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void disablesTwentyByKeyboardAlone(String language) {
        String x = "twenty-" + language + "-";
        for (int i = 0; i < 20; i++) {
            users.create(new UserData(x + i, new EmailAddress(x + i + "@corp.example"), x, Role.USER, null));
        }
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/users?q=" + x);
        press("#tick-page", Keys.SPACE);
        browser.isAccessibleInEachLook();
        for (int width : new int[] {360, 1024, 1280, 1440}) {
            browser.resize(width);
            assertThat(browser.driver()
                            .executeScript("const list = document.querySelector('.table-responsive');"
                                    + " return list.scrollWidth - list.clientWidth"))
                    .as("at %d pixels", width)
                    .isEqualTo(0L);
        }
        browser.resize(1280);
        press("#selected button[value=disable]", Keys.ENTER);
        browser.await("[data-selection=ASKED]");
        assertThat(browser.text("[data-affected]")).isEqualTo("20");
        browser.click("main summary");
        browser.isAccessibleInEachLook();
        press("main form button", Keys.ENTER);
        browser.await("[data-selection=DONE]");
        assertThat(browser.text("[data-done]")).isEqualTo("20");
        browser.isAccessibleInEachLook();
        assertThat(users.byIdentifier(x + 19).orElseThrow().isDisabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void showsHowFarItIsAndThenWhatWasDone(String language) {
        User user = users.create(new UserData("far-" + language, null, "Far", Role.USER, null));
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/users?q=" + user.username());
        browser.click("[name=ids]");
        new org.openqa.selenium.support.ui.Select(browser.find("#selected [name=role]")).selectByValue("OPERATOR");
        browser.click("#selected button[value=role]");
        browser.await("[data-selection=ASKED]");
        UUID id = UUID.fromString(browser.path().replaceFirst(".*/", ""));
        // As while another instance works on it.
        jdbc.sql("update selection set state = 'RUNNING', started_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        browser.visit("/users/selected/" + id);
        browser.await("progress[max='1']");
        browser.isAccessibleInEachLook();
        jdbc.sql("update selection_row set state = 'LEFT_OUT', reason = 'gone' where selection_id = ?")
                .param(id)
                .update();
        jdbc.sql("update selection set state = 'DONE' where id = ?").param(id).update();
        browser.await("[data-selection=DONE]");
        browser.isAccessibleInEachLook();
        assertThat(browser.driver()
                        .executeScript("const list = document.querySelector('.table-responsive');"
                                + " return list.scrollHeight - list.clientHeight"))
                .as("a list that fits has no scroll bar")
                .isEqualTo(0L);
        browser.visit("/users/" + user.id());
        browser.isAccessibleInEachLook();
    }

    private static void press(String selector, CharSequence keys) {
        browser.find(selector).sendKeys(keys);
    }
}
