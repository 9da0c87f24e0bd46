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
    void anotherAdministratorStopsItAndTheReportSaysWho() {
        List<User> people = invited(3);
        String page = asked(all("disable"));
        // As while another instance works on it.
        jdbc.sql("update selection_row set state = 'DONE' where row_key = ?")
                .param(people.get(0).id().toString())
                .update();
        jdbc.sql("update selection set state = 'RUNNING', started_at = ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        Visitor other = signedIn(second.username(), PASSWORD);
        String shown = other.get("/users").page().select("[data-running] a").attr("href");
        assertThat(shown).isEqualTo(page);
        for (int pressed = 0; pressed < 2; pressed++) {
            Map<String, String> form = Map.of("_csrf", other.csrf("/profile"));
            assertThat(other.post(page + "/stop", form).location()).isEqualTo(page);
        }

        Document last = root.get(page).page();
        assertThat(last.select("main").attr("data-selection")).isEqualTo("DONE");
        assertThat(last.select("[data-stopped-by]").attr("data-stopped-by")).isEqualTo(second.displayName());
        assertThat(number(last, "done")).isEqualTo("1");
        assertThat(reasons(last)).containsOnly(Map.entry("stopped", 2));
        assertThat(isDisabled(people.get(1).id())).isFalse();
        assertThat(other.get("/users").page().select("[data-running]")).isEmpty();
        assertThat(jdbc.sql("select details from audit_line where action = 'selection.audit.stopped' and actor = ?")
                        .param(second.username())
                        .query(String.class)
                        .list())
                .containsExactly("action=users.selected.disable.title\ndone=1\nleftOut=2");
    }

    @Test
    void whatIsStoppedInTheMiddleIsCountedRight() {
        invited(600);
        String page = asked(all("disable"));
        root.submit(page, Map.of());
        await().atMost(PATIENCE).until(() -> !audited("users.audit.disabled").isEmpty());
        root.post(page + "/stop", Map.of("_csrf", root.csrf("/profile")));

        Document last = root.get(page).page();
        assertThat(last.select("main").attr("data-selection")).isEqualTo("DONE");
        int disabled = audited("users.audit.disabled").size();
        assertThat(number(last, "done")).isEqualTo(String.valueOf(disabled));
        assertThat(reasons(last).getOrDefault("stopped", 0)).isEqualTo(600 - disabled);
    }

    @Test
    void whatIsOnlyAskedIsItsAuthorsAlone() {
        invited(1);
        String page = asked(all("disable"));
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        assertThat(signedIn(second.username(), PASSWORD).get(page).status()).isEqualTo(404);
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
