package io.postern.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Hand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Ten tasks of an administrator's day. Each takes at most five presses beyond typing, and can be done in each of these ways. */
class AdministratorsDayBrowserIT extends DailyTasks {

    private static final int MOST_PRESSES = 5;

    @TestFactory
    Stream<DynamicTest> byMouse() {
        return tasks("mouse", Hand.mouse(browser, 1440), MOST_PRESSES);
    }

    @TestFactory
    Stream<DynamicTest> byKeyboardAlone() {
        return tasks("keys", Hand.keyboard(browser, 1280), MOST_PRESSES);
    }

    /** The navigation is behind a button there, and so are the filters of a list. */
    @TestFactory
    Stream<DynamicTest> onAPhone() {
        return tasks("phone", Hand.mouse(browser, 360), MOST_PRESSES + 2);
    }

    @TestFactory
    Stream<DynamicTest> withoutScripts() {
        return tasks("plain", Hand.mouseWithoutScripts(browser, 1280), MOST_PRESSES);
    }

    private Stream<DynamicTest> tasks(String way, Hand hand, int most) {
        x = way + "-";
        Map<String, ThrowingConsumer<Hand>> tasks = new LinkedHashMap<>();
        tasks.put("reset one's password", this::reset);
        tasks.put("fill, test and cure the settings", this::fillTestAndCure);
        tasks.put("rotate the password of the mail account", this::rotatePassword);
        tasks.put("find out who changed the settings", this::whoChangedSettings);
        tasks.put("invite", this::invite);
        tasks.put("import", this::importFile);
        tasks.put("disable twenty", this::disableTwenty);
        tasks.put("hand over a link", this::handOverLink);
        tasks.put("find out why somebody got no mail", this::whyNoMail);
        tasks.put("retry all that was refused", this::retryRefused);
        return tasks.entrySet().stream()
                .map(task -> DynamicTest.dynamicTest(task.getKey(), () -> {
                    hand.begin();
                    task.getValue().accept(hand);
                    assertThat(hand.presses()).isBetween(1, most);
                }));
    }
}
