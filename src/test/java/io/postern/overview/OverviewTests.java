package io.postern.overview;

import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.page;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees what on the overview, and what becomes of an entry that somebody puts off. */
class OverviewTests extends ApplicationTest {

    private static final String PAUSED = "queue-paused";
    private static final String LATER = "/overview/" + PAUSED + "/later";

    private Visitor root;

    @BeforeEach
    void pause() {
        root = administrator();
        root.submit("/deliveries", "/deliveries/pause", Map.of());
    }

    @AfterEach
    void resume() {
        jdbc.sql("delete from overview_later").update();
        queue.queueHold.resume();
    }

    @Test
    void operatorsAndAdministratorsLandThere() {
        assertThat(root.get("/").location()).isEqualTo("/overview");
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get("/").location()).isEqualTo("/overview");
        assertThat(page(operator).select("nav a[aria-current=page]").attr("href"))
                .isEqualTo("/overview");
    }

    @Test
    void aPlainUserLandsOnTheProfileWithoutNavigation() {
        Visitor user = signedIn(user(Role.USER).username(), PASSWORD);
        assertThat(user.get("/").location()).isEqualTo("/profile");
        assertThat(user.get("/profile").page().select("main")).hasSize(1);
        assertThat(user.get("/profile").page().select("aside, nav.shell-nav, .shell-nav"))
                .isEmpty();
        assertThat(root.get("/profile").page().select("aside .shell-nav")).hasSize(1);
        assertThat(user.get("/overview").status()).isEqualTo(403);
        assertThat(user.get("/overview/now").status()).isEqualTo(403);
    }

    @Test
    void aCheckThatFailsLeavesTheOthers() {
        jdbc.sql("alter table api_token rename to hidden_token").update();
        try {
            assertThat(todo(root)).contains("not-checked", PAUSED);
        } finally {
            jdbc.sql("alter table hidden_token rename to api_token").update();
        }
        assertThat(todo(root)).contains(PAUSED).doesNotContain("not-checked");
    }

    @Test
    void notNowHidesAnEntryForAWeek() {
        assertThat(todo(root)).contains(PAUSED);
        assertThat(root.submit("/overview", LATER, Map.of()).location()).isEqualTo("/overview");
        assertThat(todo(root)).doesNotContain(PAUSED);
        assertThat(page(root).select("[data-later]").eachAttr("data-later")).containsExactly(PAUSED);

        clock.advance(Duration.ofDays(7).minusMinutes(1));
        root = administrator();
        assertThat(todo(root)).doesNotContain(PAUSED);
        clock.advance(Duration.ofMinutes(2));
        assertThat(todo(root)).contains(PAUSED);
    }

    @Test
    void whatIsPutOffCanBeShownAgain() {
        root.submit("/overview", LATER, Map.of());
        root.submit("/overview", "/overview/" + PAUSED + "/again", Map.of());
        assertThat(todo(root)).contains(PAUSED);
    }

    @Test
    void oneReadersNotNowHidesNothingFromOthers() {
        root.submit("/overview", LATER, Map.of());
        assertThat(todo(signedIn(user(Role.OPERATOR).username(), PASSWORD))).contains(PAUSED);
    }

    @Test
    void whatGetsWorseIsShownAgain() {
        root.submit("/overview", LATER, Map.of());
        jdbc.sql("update overview_later set severity = 'WARNING'").update();
        assertThat(todo(root)).contains(PAUSED);
    }

    @Test
    void onlyWhatIsThereCanBePutOff() {
        String csrf = root.csrf("/overview");
        assertThat(root.post("/overview/no-such-thing/later", Map.of("_csrf", csrf))
                        .location())
                .isEqualTo("/overview");
        assertThat(jdbc.sql("select count(*) from overview_later")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anOperatorSeesWhatAnOperatorCanCure() {
        jdbc.sql("delete from mail_test_result").update();
        users.create(new io.postern.users.UserData("unreachable" + System.nanoTime(), null, "X", Role.USER, null));
        assertThat(todo(root)).contains(PAUSED, "mail-never-tested", "users-without-address");
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(todo(operator)).contains(PAUSED).doesNotContain("mail-never-tested", "users-without-address");
        assertThat(page(operator).select("[data-open-invitations]")).isEmpty();
        assertThat(page(operator).select("[data-figure=sent]")).hasSize(1);
    }

    @Test
    void theButtonOfAnEntryCuresIt() {
        assertThat(entry(root, PAUSED).attr("data-severity")).isEqualTo("error");
        root.submit("/overview", "/deliveries/resume", Map.of());
        assertThat(todo(root)).doesNotContain(PAUSED);
        assertThat(page(root).select("[data-mail-state]").attr("data-mail-state"))
                .isIn("working", "set-up");
    }

    @Test
    void anOpenPageHearsOfChangesAlone() {
        String now = page(root).select("#overview").attr("hx-get");
        assertThat(now).startsWith("/overview/now?shown=");
        assertThat(root.get(now).status()).isEqualTo(204);
        queue.queueHold.resume();
        Visitor.Answer changed = root.get(now);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.page().select("#overview")).hasSize(1);
        assertThat(changed.page().select("h1, [data-repair=" + PAUSED + "]")).isEmpty();
    }

    @Test
    void theButtonOfAnEntryThatCameLaterWorks() {
        queue.queueHold.resume();
        String now = page(root).select("#overview").attr("hx-get");
        queue.queueHold.pause();
        Visitor.Answer changed = root.get(now);
        assertThat(root.get(now).response().headers().allValues("Set-Cookie")).isEmpty();
        Map<String, String> button = Visitor.filled(changed, "/deliveries/resume", Map.of());
        assertThat(root.post("/deliveries/resume", button).location()).isEqualTo("/deliveries");
        assertThat(queue.isFlowing()).isTrue();
    }

    @Test
    void openInvitationsAreCountedWithThoseWithoutLink() {
        int open = Integer.parseInt(invitations("data-open-invitations"));
        root.submit(
                "/users/new", "/users", Map.of("username", "invited" + System.nanoTime(), "email", "", "role", "USER"));
        User invited =
                users.create(new io.postern.users.UserData("waiting" + System.nanoTime(), null, "Y", Role.USER, null));
        assertThat(invited.isPending()).isTrue();
        assertThat(Integer.parseInt(invitations("data-open-invitations"))).isEqualTo(open + 2);
        assertThat(Integer.parseInt(invitations("data-without-link"))).isGreaterThanOrEqualTo(2);
        users.disable(invited.id());
        assertThat(Integer.parseInt(invitations("data-open-invitations"))).isEqualTo(open + 1);
    }

    private String invitations(String attribute) {
        return page(root).select("[" + attribute + "]").attr(attribute);
    }
}
