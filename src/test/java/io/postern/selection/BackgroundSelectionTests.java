package io.postern.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** So many are selected that the work goes on behind the page. */
abstract class BackgroundSelectionTests extends SelectionFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Map<String, String> all(String action) {
        return Map.of("action", action, "all", "true", "q", x);
    }

    @Test
    void fiveHundredAreDoneAtOnce() {
        invited(500);
        Document page = confirmed(asked(all("disable")));
        assertThat(page.select("main").attr("data-selection")).isEqualTo("DONE");
        assertThat(number(page, "done")).isEqualTo("500");
        assertThat(audited("users.audit.disabled")).hasSize(500);
    }

    @Test
    void oneMoreIsDoneInTheBackground() {
        invited(501);
        String page = asked(all("disable"));
        root.submit(page, Map.of());
        Document first = root.get(page).page();
        if (first.select("main").attr("data-selection").equals("RUNNING")) {
            assertThat(first.select("progress").attr("max")).isEqualTo("501");
            assertThat(root.get(first.select("#selection-progress").attr("hx-get"))
                            .status())
                    .isEqualTo(200);
        }
        Document last = awaitDone(page);
        assertThat(number(last, "done")).isEqualTo("501");
        assertThat(audited("users.audit.disabled"))
                .hasSize(501)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.startsWith(ADMINISTRATOR + " 198.51."));
    }

    @Test
    void goesOnAfterARestart() {
        List<User> people = invited(3);
        String page = asked(all("disable"));
        // As a process leaves it that is killed after the first row.
        String id = page.replaceFirst(".*/", "");
        jdbc.sql("update selection_row set state = 'DONE' where row_key = ?")
                .param(people.get(0).id().toString())
                .update();
        jdbc.sql("update selection set state = 'RUNNING', started_at = ? where cast(id as varchar(36)) = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofMinutes(2))), id)
                .update();
        Document last = awaitDone(page);
        assertThat(number(last, "done")).isEqualTo("3");
        assertThat(isDisabled(people.get(0).id())).as("was done before").isFalse();
        assertThat(isDisabled(people.get(1).id())).isTrue();
        assertThat(isDisabled(people.get(2).id())).isTrue();
    }

    @Test
    void stopsWhenItsAuthorMayNoLongerDoIt() {
        List<User> people = invited(3);
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        Visitor other = signedIn(second.username(), PASSWORD);
        String page = select(other, "/users", Map.of("action", "disable"), ids(people.toArray(User[]::new)))
                .location();
        users.disable(second.id());
        jdbc.sql("update selection set state = 'RUNNING', started_at = ? where user_id = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofMinutes(2))), second.id())
                .update();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jdbc.sql("select distinct reason from selection_row")
                        .query(String.class)
                        .list())
                .containsExactly("actor"));
        assertThat(people).noneMatch(user -> isDisabled(user.id()));
        assertThat(page).isNotEmpty();
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersBack() {
        List<User> people = invited(3);
        String page = asked(all("enable"));
        jdbc.sql("update selection_row set state = 'OPEN', reason = null").update();
        users.delete(people.get(0).id());
        Document last = confirmed(page);
        assertThat(reasons(last)).containsOnly(Map.entry("gone", 1));
        assertThat(number(last, "done")).isEqualTo("2");
    }

    private Document awaitDone(String page) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        root.get(page).page().select("main").attr("data-selection"))
                .isEqualTo("DONE"));
        return root.get(page).page();
    }
}
