package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which alerts somebody gets by mail, and why somebody gets none. */
class SubscriptionTests extends ApplicationTest {

    private static final String PAGE = "/profile/alerts";
    private static final String DIGEST = PAGE + "/digest";

    @Autowired
    private Alerts alerts;

    @Autowired
    private AlertMailScheduler schedule;

    private User operator;
    private Visitor visitor;

    @BeforeEach
    void signIn() {
        jdbc.sql("delete from alert").update();
        clock.advance(Duration.ofDays(1));
        schedule.digest();
        enable(true);
        operator = user(Role.OPERATOR);
        visitor = signedIn(operator.username(), PASSWORD);
    }

    @Test
    void defaultsToErrorsAtOnceAndWarningsInTheSummary() {
        Map<String, String> fields = Visitor.filled(visitor.get(PAGE), PAGE, Map.of());
        assertThat(fields)
                .containsEntry("MAIL.FATAL", "at-once")
                .containsEntry("SYSTEM.ERROR", "at-once")
                .containsEntry("USERS.WARNING", "digest")
                .containsEntry("*.WARNING", "digest")
                .containsEntry("SIGN_IN.INFO", "none");
        assertThat(visitor.submit(PAGE, Map.of()).status()).isEqualTo(303);
        assertThat(chosen()).isZero();
    }

    @Test
    void whatIsChosenDecidesWhatIsMailed() {
        choose(Map.of("SYSTEM.WARNING", "at-once", "SYSTEM.ERROR", "none", "*.ERROR", "digest"));
        raise(AlertComponent.SYSTEM.name(), "warning", Severity.WARNING);
        raise(AlertComponent.SYSTEM.name(), "error", Severity.ERROR);
        raise("backup", "external", Severity.ERROR);
        schedule.batch();
        deliver();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("Warning: warning")
                .doesNotContain("Error: error", "external"));
        assertThat(mailsTo(operator).get(0).text()).contains("https://postern.example/profile/alerts");
        clock.advance(Duration.ofDays(1));
        schedule.digest();
        deliver();
        assertThat(mailsTo(operator).get(1).text())
                .contains("Warning: warning", "Error: external")
                .doesNotContain("Error: error");
    }

    @Test
    void followsTheDefaultUntilAComponentIsChosen() {
        raise("backup", "one", Severity.INFO);
        raise("router", "two", Severity.INFO);
        choose(Map.of("*.INFO", "at-once", "router.INFO", "none"));
        assertThat(Visitor.filled(visitor.get(PAGE), PAGE, Map.of()))
                .containsEntry("backup.INFO", "none")
                .containsEntry("router.INFO", "none");
        choose(Map.of("backup.INFO", "at-once"));
        raise("printer", "three", Severity.INFO);
        schedule.batch();
        deliver();
        assertThat(mailsTo(operator).get(0).text()).contains("one", "three").doesNotContain("two");
    }

    @Test
    void savesChoicesForManyOddlyNamedComponents() {
        for (int i = 0; i < 250; i++) {
            raise("disk[" + i + "] 100%", "full " + i, Severity.INFO);
        }
        choose(Map.of("disk%5B7] 100%25.ERROR", "none"));
        assertThat(Visitor.filled(visitor.get(PAGE), PAGE, Map.of()))
                .containsEntry("disk%5B7] 100%25.ERROR", "none")
                .doesNotContainKey("disk%5B8] 100%25.ERROR");
        assertThat(Visitor.filled(visitor.get(PAGE + "?q=DISK%5B8"), PAGE, Map.of()))
                .containsEntry("disk%5B8] 100%25.ERROR", "at-once");
    }

    @Test
    void keepsHiddenComponentsOnTheDefault() {
        for (int i = 0; i < 60; i++) {
            raise("host" + i, "one " + i, Severity.INFO);
        }
        assertThat(visitor.get(PAGE).page().select("tbody tr")).hasSize(4 + 1 + 50);
        choose(Map.of("*.INFO", "at-once", "host9.ERROR", "none"));
        raise("host8", "two", Severity.INFO);
        raise("host9", "three", Severity.ERROR);
        schedule.batch();
        deliver();
        assertThat(mailsTo(operator).get(0).text()).contains("two").doesNotContain("three");
    }

    @Test
    void refusesWhatIsNotOffered() {
        Visitor.Answer answer = visitor.submit(PAGE, Map.of("MAIL.ERROR", "none", "MAIL.INFO", "daily"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error("mailing")).isPresent();
        assertThat(Visitor.filled(answer, PAGE, Map.of()))
                .as("what was chosen beside it")
                .containsEntry("MAIL.ERROR", "none")
                .containsEntry("MAIL.INFO", "none");
        assertThat(Visitor.filled(visitor.get(PAGE), PAGE, Map.of())).containsEntry("MAIL.ERROR", "at-once");
        assertThat(visitor.post(PAGE, Map.of("MAIL.ERROR", "none")).status()).isEqualTo(403);
    }

    @Tag("case-54")
    @Test
    void whoMayNotSeeAlertsHasNoSuchPage() {
        Visitor reader = signedIn(user(Role.USER).username(), PASSWORD);
        assertThat(reader.get(PAGE).status()).isEqualTo(403);
        assertThat(reader.post(DIGEST, Map.of("_csrf", reader.csrf("/profile"))).status())
                .isEqualTo(403);
        assertThat(reader.get("/profile").body()).doesNotContain(PAGE);
        assertThat(visitor.get("/profile").body()).contains(PAGE);
        assertThat(visitor.get("/settings/alerts/receivers").status()).isEqualTo(403);
        assertThat(visitor.get("/users/" + operator.id() + "/alert-mails").status())
                .isEqualTo(403);
    }

    @Test
    void sendsTheSummaryOnDemandWithinLimits() {
        Visitor.Answer nothing = visitor.submit(PAGE, DIGEST, Map.of());
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.error("digest").orElseThrow()).contains("no alerts for you");
        raise(AlertComponent.SYSTEM.name(), "full", Severity.WARNING);
        for (int i = 0; i < 3; i++) {
            assertThat(visitor.submit(PAGE, DIGEST, Map.of()).status()).isEqualTo(303);
        }
        assertThat(visitor.submit(PAGE, DIGEST, Map.of()).status()).isEqualTo(429);
        deliver();
        assertThat(mailsTo(operator))
                .hasSize(3)
                .extracting(ReceivedMail::subject)
                .containsOnly("Postern: daily alert summary (1)");
        enable(false);
        assertThat(visitor.submit(PAGE, DIGEST, Map.of()).error("digest").orElseThrow())
                .contains("no alert e-mails");
    }

    @Test
    void theMailSettingsSayHowManyPeopleWouldGetThem() {
        jdbc.sql("update users set disabled = true where username not in (?, ?)")
                .params(operator.username(), ADMINISTRATOR)
                .update();
        users.createWithPassword(new UserData("nomail" + System.nanoTime(), null, "No mail", Role.OPERATOR, null), "x");
        Visitor root = administrator();
        String path =
                root.get("/settings/mail").page().select("[hx-get*=receivers]").attr("hx-get");
        Visitor.Answer part = administrator().with("HX-Request", "true").get(path);
        assertThat(part.page().select("[data-receivers]").attr("data-receivers"))
                .isEqualTo("2");
        assertThat(part.body()).doesNotContain("<main");
        Visitor.Answer page = root.get(path);
        assertThat(page.page().select("[data-receiver=" + operator.username() + "]"))
                .hasSize(1);
        assertThat(page.page().select("[data-no-receiver]").text()).contains("has no e-mail address");
        assertThat(page.warnings()).isEmpty();
        enable(false);
        assertThat(root.get(path).page().select("[data-obstacle]").eachAttr("data-obstacle"))
                .containsExactly("switched-off");
    }

    @Test
    void aUsersPageSaysWhyThisPersonGetsNone() {
        assertThat(noMailReasons(operator)).isEmpty();
        assertThat(noMailReasons(user(Role.USER))).containsExactly("role");
        choose(Visitor.filled(visitor.get(PAGE), PAGE, Map.of()).keySet().stream()
                .filter(field -> field.contains("."))
                .collect(Collectors.toMap(field -> field, field -> "none")));
        assertThat(noMailReasons(operator)).containsExactly("wants-none");
        assertThat(visitor.get(PAGE).page().select("[data-obstacle]").eachAttr("data-obstacle"))
                .containsExactly("wants-none");
        User nobody = users.create(new UserData("new" + System.nanoTime(), null, "New", Role.OPERATOR, Locale.ENGLISH));
        assertThat(noMailReasons(nobody)).containsExactly("no-address");
        users.disable(operator.id());
        enable(false);
        jdbc.sql("update mail_settings set host = null").update();
        assertThat(noMailReasons(operator)).containsExactly("disabled", "wants-none", "switched-off", "no-settings");
    }

    @Test
    void auditsTheChoiceAndDeletesItWithTheUser() {
        choose(Map.of("MAIL.INFO", "digest"));
        assertThat(administrator().get("/audit").page().text()).contains("Alert subscription changed");
        users.delete(operator.id());
        assertThat(chosen()).isZero();
    }

    private int chosen() {
        String sql = "select count(*) from alert_subscription where user_id = ?";
        return jdbc.sql(sql).param(operator.id()).query(Integer.class).single();
    }

    private List<String> noMailReasons(User user) {
        Visitor root = administrator();
        String path = root.get("/users/" + user.id())
                .page()
                .select("[hx-get*=alert-mails]")
                .attr("hx-get");
        return root.get(path).page().select("[data-obstacle]").eachAttr("data-obstacle");
    }

    private void choose(Map<String, String> fields) {
        assertThat(visitor.submit(PAGE, fields).status()).isEqualTo(303);
    }

    private void raise(String component, String text, Severity severity) {
        alerts.raise(new NewAlert(severity, component, text, AlertText.ofVerbatim(text), null, null));
    }

    private void enable(boolean enabled) {
        jdbc.sql("update mail_settings set alert_emails_enabled = ?, version = version + 1")
                .param(enabled)
                .update();
    }
}
