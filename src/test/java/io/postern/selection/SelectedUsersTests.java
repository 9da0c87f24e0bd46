package io.postern.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What an administrator does to selected users. */
abstract class SelectedUsersTests extends SelectionFixture {

    private static final Map<String, String> DISABLE = Map.of("action", "disable");

    @Test
    void saysBeforeAndAfterWhatIsLeftOut() {
        List<User> people = invited(3);
        users.disable(people.get(2).id());
        String page = asked(
                DISABLE,
                people.get(0).id(),
                people.get(1).id(),
                people.get(2).id(),
                rootUser().id());

        Document before = root.get(page).page();
        assertThat(number(before, "total")).isEqualTo("4");
        assertThat(number(before, "affected")).isEqualTo("2");
        assertThat(reasons(before)).containsOnly(Map.entry("self", 1), Map.entry("disabled", 1));
        assertThat(before.select("main button").text()).contains("Disable 2 users");
        assertThat(isDisabled(people.get(0).id())).isFalse();

        Document after = confirmed(page);
        assertThat(after.select("main").attr("data-selection")).isEqualTo("DONE");
        assertThat(number(after, "done")).isEqualTo("2");
        assertThat(after.select("[data-left-out=self]").attr("data-name")).isEqualTo(ADMINISTRATOR);
        assertThat(after.select("[data-left-out=self]").text()).contains("Your own account");
        assertThat(people).allMatch(user -> isDisabled(user.id()));
        assertThat(isDisabled(rootUser().id())).isFalse();
        assertThat(audited("users.audit.disabled"))
                .filteredOn(line -> line.startsWith(ADMINISTRATOR))
                .hasSize(2);
    }

    @Test
    void whoCameSinceIsLeftOut() {
        invited(2);
        String shown = root.get("/users?q=" + x)
                .page()
                .select("#selected [name=shown]")
                .val();
        clock.advance(Duration.ofSeconds(1));
        User beforeAsking = users.create(new UserData(x + "between", null, "Between", Role.USER, null));
        String page = asked(Map.of("action", "disable", "all", "true", "query", "/users?q=" + x, "shown", shown));
        User afterAsking = users.create(new UserData(x + "after", null, "After", Role.USER, null));
        assertThat(number(root.get(page).page(), "affected")).isEqualTo("2");
        assertThat(number(confirmed(page), "done")).isEqualTo("2");
        assertThat(List.of(beforeAsking, afterAsking)).noneMatch(user -> isDisabled(user.id()));
        assertThat(Instant.parse(shown)).isBefore(beforeAsking.createdAt());
    }

    @Test
    void theQueryMayBeTheListsOwnFields() {
        List<User> people = invited(2);
        User operator = user(x + "operator", Role.OPERATOR, null);
        String page = asked(Map.of("action", "disable", "all", "true", "q", x, "role", "USER"));
        assertThat(number(confirmed(page), "done")).isEqualTo("2");
        assertThat(isDisabled(operator.id())).isFalse();
        assertThat(people).allMatch(user -> isDisabled(user.id()));
        String role = asked(Map.of("action", "role", "all", "true", "role", "OPERATOR", "q", x));
        assertThat(reasons(root.get(role).page())).containsOnly(Map.entry("has-role", 1));
        confirmed(role);
        assertThat(users.existing(people.get(0).id()).role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void neverTheLastAdministrator() throws Exception {
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        Visitor other = signedIn(second.username(), PASSWORD);
        jdbc.sql("update users set disabled = true where role = 'ADMINISTRATOR' and id not in (?, ?)")
                .params(second.id(), rootUser().id())
                .update();
        Object[] both = ids(rootUser(), second);
        String ofRoot = asked(Map.of("action", "delete"), both);
        String ofOther = select(other, "/users", Map.of("action", "role", "role", "USER"), both)
                .location();
        Map<String, String> form = Visitor.filled(root.get(ofRoot), ofRoot, Map.of());
        Map<String, String> formOfOther = Visitor.filled(other.get(ofOther), ofOther, Map.of());
        try {
            AtOnce.all(List.of(() -> root.post(ofRoot, form), () -> other.post(ofOther, formOfOther)));
            assertThat(jdbc.sql("select username from users where role = 'ADMINISTRATOR' and not disabled")
                            .query(String.class)
                            .list())
                    .hasSize(1);
        } finally {
            jdbc.sql("update users set role = 'ADMINISTRATOR' where username = ?")
                    .param(ADMINISTRATOR)
                    .update();
            jdbc.sql("update users set disabled = false where role = 'ADMINISTRATOR'")
                    .update();
        }
    }

    @Test
    void theLastAdministratorIsNamedInTheReport() {
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        Visitor other = signedIn(second.username(), PASSWORD);
        String page = select(other, "/users", DISABLE, ids(rootUser(), user(x + "plain", Role.USER, null)))
                .location();
        Map<String, String> form = Visitor.filled(other.get(page), page, Map.of());
        jdbc.sql("update users set pending = true, password_hash = null where role = 'ADMINISTRATOR' and username <> ?")
                .param(ADMINISTRATOR)
                .update();
        other.post(page, form);
        jdbc.sql("delete from users where role = 'ADMINISTRATOR' and username <> ?")
                .param(ADMINISTRATOR)
                .update();
        assertThat(jdbc.sql("select reason from selection_row where state = 'LEFT_OUT'")
                        .query(String.class)
                        .list())
                .containsExactly("last-administrator");
        assertThat(isDisabled(rootUser().id())).isFalse();
        assertThat(isDisabled(users.byIdentifier(x + "plain").orElseThrow().id()))
                .isTrue();
    }

    @Test
    void invitesWhomItMayAndSaysWhyNotTheOthers() {
        List<User> people = invited(2);
        users.disable(people.get(1).id());
        User nowhere = users.create(new UserData(x + "nowhere", null, "Nowhere", Role.USER, null));
        User here = user(x + "here", Role.USER, null);
        Object[] all = ids(people.get(0), people.get(1), nowhere, here);
        String page = asked(Map.of("action", "invite"), all);
        assertThat(reasons(root.get(page).page()))
                .containsOnly(Map.entry("disabled", 1), Map.entry("no-address", 1), Map.entry("not-pending", 1));
        assertThat(number(confirmed(page), "done")).isEqualTo("1");
        assertThat(audited("accountlinks.audit.sent-invitation")).hasSize(1);
        assertThat(reasons(confirmed(
                        asked(Map.of("action", "invite"), people.get(0).id()))))
                .as("it waits in the queue")
                .containsOnly(Map.entry("waiting", 1));
        deliver();
        assertThat(mailsTo(people.get(0))).hasSize(1);
    }

    @Test
    void resetsRankBehindOthersAndMayWaitTwoDays() {
        User user = user(x + "late", Role.USER, null);
        confirmed(asked(Map.of("action", "password-reset"), user.id()));
        assertThat(jdbc.sql("select priority from delivery where user_id = ?")
                        .param(user.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
        clock.advance(Duration.ofHours(47));
        deliver();
        assertThat(mailsTo(user)).hasSize(1);
        assertThat(audited("accountlinks.audit.sent-password-reset")).hasSize(1);
    }

    @Test
    void asksForThePasswordAgainForRoleAndDelete() {
        User user = user(x + "plain", Role.USER, null);
        for (Map<String, String> sensitive :
                List.of(Map.of("action", "delete"), Map.of("action", "role", "role", "ADMINISTRATOR"))) {
            root = administrator();
            String page = asked(sensitive, user.id());
            clock.advance(Duration.ofMinutes(16));
            assertThat(root.submit(page, Map.of()).location()).isEqualTo("/reauthenticate");
            assertThat(users.existing(user.id()).role()).isEqualTo(Role.USER);
            Answer back = root.submit("/reauthenticate", Map.of("password", PASSWORD));
            assertThat(back.location()).isEqualTo(page);
        }
        assertThat(number(confirmed(asked(DISABLE, user.id())), "done")).isEqualTo("1");
    }

    @Test
    void pressedTwiceItIsDoneOnce() throws Exception {
        invited(30);
        String page = asked(Map.of("action", "disable", "all", "true", "q", x));
        Visitor twin = root;
        Map<String, String> form = Visitor.filled(root.get(page), page, Map.of());
        AtOnce.all(List.of(() -> root.post(page, form), () -> twin.post(page, form)));
        await().untilAsserted(
                        () -> assertThat(root.get(page).page().select("main").attr("data-selection"))
                                .isEqualTo("DONE"));
        assertThat(audited("users.audit.disabled")).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatIsForgedOrMissing() {
        User user = user(x + "plain", Role.USER, null);
        assertThat(select(root, "/users", DISABLE).error("ids")).isPresent();
        Answer forged = select(root, "/users", DISABLE, "1", "' or 1=1 --", UUID.randomUUID(), "*");
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.error("ids")).isPresent();
        assertThat(select(root, "/users", Map.of("action", "explode"), user.id())
                        .error("action"))
                .isPresent();
        assertThat(select(root, "/users", Map.of("action", "retry"), user.id()).status())
                .as("an action of another list")
                .isEqualTo(422);
        for (String role : new String[] {"", "OWNER"}) {
            assertThat(select(root, "/users", Map.of("action", "role", "role", role), user.id())
                            .error("role"))
                    .isPresent();
        }
        assertThat(select(root, "/users", Map.of("action", "disable", "all", "true", "query", "/users?q=%zz"))
                        .status())
                .isEqualTo(400);
        String page = asked(DISABLE, user.id());
        User second = user(x + "second", Role.ADMINISTRATOR, null);
        Visitor other = signedIn(second.username(), PASSWORD);
        assertThat(other.get(page).status()).as("somebody else’s").isEqualTo(404);
        assertThat(other.post(page, Map.of("_csrf", other.csrf("/users"))).status())
                .isEqualTo(404);
        Visitor operator = signedIn(user(x + "op", Role.OPERATOR, null).username(), PASSWORD);
        assertThat(operator.post("/users/selected", Map.of("_csrf", operator.csrf("/alerts")))
                        .status())
                .isEqualTo(403);
        assertThat(isDisabled(user.id())).isFalse();
        assertThat(root.get("/users/selected/" + UUID.randomUUID()).status()).isEqualTo(404);
    }
}
