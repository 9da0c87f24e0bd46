package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.installation.Installation;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A second factor that an administrator requires. */
@Tag("case-130")
class RequiredFactorTests extends FactorTest {

    @Autowired
    private Installation installation;

    private Enrolled admin;

    @BeforeEach
    void enrolAnAdministrator() {
        admin = enrol(user(Role.ADMINISTRATOR));
    }

    @AfterEach
    void requireNothing() {
        jdbc.sql("update installation set second_factor = 'OPTIONAL', second_factor_since = null,"
                        + " second_factor_grace_days = 14")
                .update();
        installation.current();
    }

    @Test
    void remindsDuringTheDaysOfGraceAndAsksAfterThem() {
        User operator = user(Role.OPERATOR);
        require("staff", "3");
        Visitor visitor = signedIn(operator.username(), PASSWORD);

        assertThat(visitor.get("/deliveries").page().select("[data-banner=second-factor-soon]"))
                .hasSize(1);
        assertThat(signedIn(user().username(), PASSWORD).get("/profile").page().select("[data-banner]"))
                .as("a user, whom it does not concern")
                .isEmpty();
        clock.advance(Duration.ofDays(3).plusSeconds(1));

        visitor = signedIn(operator.username(), PASSWORD);
        for (String page : List.of("/", "/deliveries", "/profile", "/profile/alerts", "/alerts/bell", "/banners")) {
            Answer refused = visitor.get(page);
            assertThat(refused.status()).as(page).isIn(302, 403);
            assertThat(refused.location()).isIn("", "/profile/security");
        }
        Answer page = visitor.get("/profile/security");
        assertThat(page.page().select("[data-banner=second-factor-due]")).hasSize(1);
        assertThat(page.page().select(".shell-nav, .bell")).isEmpty();
    }

    @Test
    void coversSessionsFromBeforeAndLocksNobodyOut() {
        User other = user(Role.ADMINISTRATOR);
        Visitor before = signedIn(other.username(), PASSWORD);
        assertThat(before.get("/users").status()).isEqualTo(200);
        require("everyone", "0");

        assertThat(before.get("/users").location()).isEqualTo("/profile/security");
        assertThat(before.post("/language", Map.of("_csrf", before.csrf("/profile/security"), "language", "en"))
                        .status())
                .isEqualTo(303);
        clock.advance(Duration.ofMinutes(16));
        assertThat(before.submit("/profile/security", "/profile/security/app/new", Map.of())
                        .location())
                .endsWith("/reauthenticate");
        assertThat(before.submit("/reauthenticate", Map.of("password", PASSWORD))
                        .location())
                .endsWith("/profile/security");
        enrol(other, before);
        assertThat(before.get("/users").status()).isEqualTo(200);
    }

    @Test
    void leadsToTheRequestedPageOnceTheAppIsAdded() {
        User user = user();
        require("everyone", "0");
        Visitor visitor = visitor();
        assertThat(visitor.get("/profile").location()).isEqualTo("/login");
        assertThat(visitor.signIn(user.username(), PASSWORD).location()).endsWith("/profile/security");

        String secret = newSecret(visitor);
        visitor.submit("/profile/security/app", Map.of("code", code(secret)));

        assertThat(visitor.get("/profile/security").page().select("main a[href=/profile].btn"))
                .hasSize(1);
    }

    @Test
    void signsOutWhereNothingElseIsOpen() {
        User user = user();
        require("everyone", "0");
        Visitor visitor = visitor();
        visitor.signIn(user.username(), PASSWORD);

        assertThat(visitor.submit("/profile/security", "/logout", Map.of()).location())
                .endsWith("/login?logout");
    }

    @Test
    void keepsTheAppOfWhomItConcerns() {
        Enrolled operator = enrol(user(Role.OPERATOR));
        Enrolled user = enrol(user());
        String csrf = operator.visitor().csrf("/profile/security");
        require("staff", "14");
        operator.visitor().post("/profile/security/app/remove", Map.of("_csrf", csrf));
        user.visitor().submit("/profile/security", "/profile/security/app/remove", Map.of());

        assertThat(users.existing(operator.user().id()).hasSecondFactor()).isTrue();
        assertThat(users.existing(user.user().id()).hasSecondFactor()).isFalse();
    }

    @Test
    void showsBeforehandWhomItConcerns() {
        enrol(user(Role.OPERATOR));
        user(Role.OPERATOR);
        String staff = concern("staff");
        user(Role.OPERATOR);
        user();

        assertThat(staff).containsPattern("concerns \\d+ accounts, \\d+ of them");
        int[] before = figures(staff);
        int[] after = figures(concern("staff"));
        assertThat(after).containsExactly(before[0] + 1, before[1] + 1);
    }

    @Test
    void refusesWhatNobodyCanChoose() {
        for (Map<String, String> wrong : List.of(
                Map.of("secondFactor", "nobody"),
                Map.of("secondFactorGraceDays", "91"),
                Map.of("secondFactorGraceDays", "-1"))) {
            Answer refused = admin.visitor().submit("/settings/security", wrong);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.error(wrong.keySet().iterator().next())).isPresent();
        }
    }

    @Tag("case-132")
    @Test
    void asksForThePasswordBeforeItIsRequiredNoMore() {
        require("staff", "14");
        clock.advance(Duration.ofMinutes(16));

        assertThat(admin.visitor()
                        .submit("/settings/security", Map.of("secondFactor", "optional"))
                        .location())
                .endsWith("/reauthenticate");
    }

    @Test
    void administratorsWithoutOneAreSomethingToDo() {
        User other = user("bare" + admin.user().username(), Role.ADMINISTRATOR, null);
        assertThat(toDo()).contains(other.displayName());
        enrol(other);
        assertThat(toDo()).doesNotContain(other.displayName());
    }

    private void require(String whom, String days) {
        Answer saved = admin.visitor()
                .submit("/settings/security", Map.of("secondFactor", whom, "secondFactorGraceDays", days));
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
    }

    private String concern(String whom) {
        return admin.visitor()
                .get("/settings/security")
                .page()
                .select("[data-concern=" + whom + "]")
                .text();
    }

    private static int[] figures(String concern) {
        return java.util.regex.Pattern.compile("\\d+")
                .matcher(concern)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }

    private String toDo() {
        return admin.visitor()
                .get("/overview")
                .page()
                .select("[data-repair=administrator-without-second-factor]")
                .text();
    }
}
