package io.postern.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import io.postern.users.AccountData;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is mailed about alerts, to whom and when. */
abstract class AlertMailsTests extends ApplicationTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @Autowired
    private Alerts alerts;

    @Autowired
    private AlertSchedule schedule;

    @Autowired
    private ApplicationContext context;

    private User operator;

    @BeforeEach
    void onlyOneOperator() {
        jdbc.sql("delete from alert").update();
        jdbc.sql("update users set disabled = true").update();
        clock.advance(Duration.ofDays(1));
        schedule.digest();
        enable(true);
        operator = user(Role.OPERATOR);
    }

    @Test
    void theFirstOfAQuietTimeIsToldAtOnceAndTheRestInOneMailAfterTenMinutes() {
        raise("first", Severity.ERROR);
        turn();
        assertThat(subjects()).containsExactly("Postern: Error – first");
        raise("two", Severity.FATAL);
        raise("three", Severity.ERROR);
        clock.advance(INTERVAL.minusSeconds(1));
        turn();
        assertThat(subjects()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(subjects()).containsExactly("Postern: Error – first", "Postern: 2 alerts");
        assertThat(mailsTo(operator).get(1).text()).doesNotContain("first").containsSubsequence("two", "three");
    }

    @Test
    void case108_aStormOfOneCauseIsOneMailAndResetMailsGoBeforeIt() {
        for (int i = 0; i < 10_000; i++) {
            raise("storm", Severity.ERROR);
        }
        schedule.batch();
        User forgetful = user();
        forgot(forgetful.username());
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            raise("storm", Severity.ERROR);
            schedule.batch();
        }
        clock.advance(Duration.ofMinutes(-50));
        deliver();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("10,050 times"));
        assertThat(smtp.accepted())
                .extracting(ReceivedMail::recipients)
                .first()
                .asString()
                .contains(forgetful.username());
    }

    @Test
    void case86_oneRefusedAndOneGreylistedRecipientDoNotConcernTheOthers() {
        List<User> all = new java.util.ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> user(Role.OPERATOR)).toList());
        all.add(operator);
        User refused = all.get(2);
        User greylisted = all.get(5);
        smtp.onRecipient(address(refused), Act.reply("550 5.1.1 no such user"));
        smtp.onRecipient(address(greylisted), Act.reply("451 4.7.1 come back later"), Act.behave());
        raise("disk", Severity.ERROR);
        turn();
        assertThat(all)
                .allSatisfy(user -> assertThat(mailsTo(user)).hasSize(user == refused || user == greylisted ? 0 : 1));
        clock.advance(Duration.ofMinutes(2));
        turn();
        assertThat(all).allSatisfy(user -> assertThat(mailsTo(user)).hasSize(user == refused ? 0 : 1));
        assertThat(queue.states("alert")).hasSize(10).containsOnlyOnce("FAILED");
    }

    @Test
    void case109_thatMailIsHeldIsToldOnlyOnceItIsOver() {
        queue.mails(3);
        smtp.close();
        turn();
        assertThat(queue.isOpen()).isFalse();
        clock.advance(INTERVAL);
        turn();
        assertThat(queue.states("alert"))
                .as("nothing feeds the queue that fails")
                .isEmpty();
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        enable(true);
        turn();
        turn();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("Mail is held");
            assertThat(mail.text()).contains("Resolved after 10 min");
        });
        clock.advance(INTERVAL);
        turn();
        assertThat(queue.states("alert")).hasSize(1);
    }

    @Test
    void anAlertThatIsRaisedWhileMailIsHeldIsInTheOneMailThatWaits() {
        queue.mails(1);
        smtp.close();
        turn();
        for (int i = 0; i < 5; i++) {
            raise("cause " + i, Severity.ERROR);
            clock.advance(INTERVAL);
            schedule.batch();
        }
        assertThat(queue.states("alert")).hasSize(1);
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        enable(true);
        deliver();
        deliver();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("cause 0", "cause 1", "cause 2", "cause 3", "cause 4"));
    }

    @Test
    void aHigherSeverityAndAnEndAreToldAnew() {
        raise("disk", Severity.WARNING);
        turn();
        assertThat(subjects()).isEmpty();
        raise("disk", Severity.ERROR);
        turn();
        assertThat(subjects()).containsExactly("Postern: Error – disk");
        clock.advance(INTERVAL);
        alerts.resolve("disk");
        turn();
        assertThat(mailsTo(operator).get(1).text()).contains("disk", "Resolved after 10 min");
        clock.advance(INTERVAL);
        turn();
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void whatNobodyWantsAtOnceDoesNotEndTheQuiet() {
        raise("info", Severity.INFO);
        turn();
        raise("error", Severity.ERROR);
        turn();
        assertThat(subjects()).containsExactly("Postern: Error – error");
    }

    @Test
    void nothingIsMailedWhileItIsSwitchedOffAndNoOldNewsAfterwards() {
        enable(false);
        raise("old", Severity.FATAL);
        turn();
        enable(true);
        clock.advance(INTERVAL);
        turn();
        assertThat(subjects()).isEmpty();
        raise("new", Severity.FATAL);
        schedule.batch();
        enable(false);
        deliver();
        assertThat(subjects()).isEmpty();
        assertThat(queue.describe(queue.newest())).isEqualTo("DROPPED not-wanted 0");
    }

    @Test
    void onlyThoseGetThemWhoMayViewAlertsAndCanGetMail() {
        User administrator = user(Role.ADMINISTRATOR);
        User reader = user(Role.USER);
        User disabled = user(Role.OPERATOR);
        users.disable(disabled.id());
        User invited = users.create(new AccountData(
                "invited" + System.nanoTime(),
                new io.postern.net.EmailAddress("invited" + System.nanoTime() + "@corp.example"),
                "Invited",
                Role.OPERATOR,
                null));
        users.createWithPassword(
                new AccountData("nomail" + System.nanoTime(), null, "No mail", Role.OPERATOR, null), "x");
        deliver();
        raise("disk", Severity.ERROR);
        turn();
        assertThat(queue.states("alert")).hasSize(2);
        assertThat(mailsTo(administrator)).hasSize(1);
        assertThat(mailsTo(operator)).hasSize(1);
        assertThat(mailsTo(reader)).isEmpty();
        assertThat(mailsTo(disabled)).isEmpty();
        assertThat(mailsTo(invited)).noneMatch(mail -> mail.subject().contains("disk"));
    }

    @Test
    void whoLosesTheRoleMeanwhileGetsNone() {
        raise("disk", Severity.ERROR);
        schedule.batch();
        jdbc.sql("update users set role = 'USER' where id = ?")
                .param(operator.id())
                .update();
        deliver();
        assertThat(subjects()).isEmpty();
        assertThat(queue.describe(queue.newest())).isEqualTo("DROPPED not-wanted 0");
    }

    @Test
    void case87_aMailIsInTheRecipientsLanguageGroupedCappedAndLinksToPosternOnly() throws Exception {
        User german = user("chef" + System.nanoTime(), Role.ADMINISTRATOR, Locale.GERMAN);
        for (int i = 0; i < 55; i++) {
            alerts.raise(new NewAlert(
                    Severity.ERROR,
                    "backup",
                    "b" + i,
                    AlertText.asItCame("<b>dump</b> https://evil.example/" + i),
                    null,
                    null));
        }
        raise("worst", Severity.FATAL);
        alerts.raise(new NewAlert(
                Severity.ERROR,
                Part.SIGN_IN,
                "t",
                AlertText.message("alerts.text.sign-in-throttled", "anna\r\nBcc: x@y.example"),
                null));
        turn();
        ReceivedMail english = mailsTo(operator).get(0);
        assertThat(english.subject()).isEqualTo("Postern: 57 alerts");
        assertThat(english.text().replace("\r\n", "\n"))
                .containsSubsequence(
                        "System\n------", "* Fatal: worst", "\nbackup\n------", "* Error: <b>dump</b>", "And 37 more.")
                .contains("Show the alerts:\nhttps://postern.example/alerts");
        assertThat(english.html())
                .contains("&lt;b&gt;dump&lt;/b&gt;", "And 37 more.")
                .doesNotContain("<b>dump");
        assertThat(mailsTo(german).get(0).subject()).isEqualTo("Postern: 57 Warnungen");
        assertThat(mailsTo(german).get(0).text())
                .contains("Schwerer Fehler: worst", "Und 37 weitere.")
                .doesNotContain("??");
        for (String part :
                List.of(english.text(), english.html(), mailsTo(german).get(0).html())) {
            assertThat(Pattern.compile("https?://[^/\"]*")
                            .matcher(part)
                            .results()
                            .map(result -> result.group()))
                    .isNotEmpty()
                    .containsOnly("https://postern.example");
        }
        assertThat(english.header("Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void case82_aHostileTextStaysOneSubject() {
        String hostile = "disk\r\nBcc: victim@corp.example \u202E" + "x".repeat(400);
        alerts.raise(new NewAlert(Severity.ERROR, Part.SYSTEM, "disk", AlertText.asItCame(hostile), null));
        turn();
        ReceivedMail mail = mailsTo(operator).get(0);
        assertThat(mail.subject())
                .contains("Bcc: victim")
                .doesNotContain("\n", "\u202E")
                .hasSizeLessThan(160);
        assertThat(mail.recipients()).hasSize(1);
    }

    @Test
    void theSummaryComesAtItsHourWithAllThatIsWantedAndNoneAboutNothing() {
        advanceTo(LocalTime.of(6, 0));
        schedule.digest();
        raise("full", Severity.WARNING);
        raise("trifle", Severity.INFO);
        advanceTo(LocalTime.of(6, 59));
        turn();
        assertThat(mailsTo(operator)).isEmpty();
        advanceTo(LocalTime.of(7, 1));
        turn();
        turn();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Postern: daily summary of alerts (1)");
            assertThat(mail.text()).contains("full").doesNotContain("trifle");
        });
        advanceTo(LocalTime.of(7, 1));
        turn();
        assertThat(mailsTo(operator)).as("nothing to tell").hasSize(1);
    }

    @Test
    void theSummaryComesAtTheInstallationsHourAlsoOnTheDayThatTheClocksChange() {
        jdbc.sql("update installation set time_zone = 'Europe/Berlin'").update();
        try {
            jdbc.sql("update alert_settings set digest_time = '02:30'").update();
            ZoneId zone = ZoneId.of("Europe/Berlin");
            Instant change = zone.getRules().nextTransition(clock.instant()).getInstant();
            clock.advance(Duration.between(clock.instant(), change.minus(Duration.ofHours(30))));
            schedule.digest();
            for (int day = 0; day < 4; day++) {
                raise("full " + day, Severity.WARNING);
                clock.advance(Duration.ofHours(24));
                turn();
            }
            assertThat(mailsTo(operator)).hasSize(4);
        } finally {
            jdbc.sql("update installation set time_zone = 'UTC'").update();
            jdbc.sql("update alert_settings set digest_time = '07:00'").update();
        }
    }

    @Test
    void ofTwoInstancesOneQueues() throws Exception {
        AlertSchedule other = context.getAutowireCapableBeanFactory().createBean(AlertSchedule.class);
        advanceTo(LocalTime.of(6, 0));
        schedule.digest();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 20; i++) {
                raise("cause " + i, Severity.ERROR);
                for (Future<Object> each : threads.invokeAll(List.of(
                        Executors.callable(schedule::batch),
                        Executors.callable(other::batch),
                        Executors.callable(schedule::batch),
                        Executors.callable(other::batch)))) {
                    each.get();
                }
                assertThat(queue.states("alert")).hasSize(i + 1);
                deliver();
                clock.advance(INTERVAL);
            }
            advanceTo(LocalTime.of(7, 1));
            for (Future<Object> each : threads.invokeAll(
                    List.of(Executors.callable(schedule::digest), Executors.callable(other::digest)))) {
                each.get();
            }
            assertThat(queue.states("alert-digest")).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private void turn() {
        schedule.batch();
        schedule.digest();
        deliver();
    }

    private void raise(String text, Severity severity) {
        alerts.raise(new NewAlert(severity, Part.SYSTEM, text, AlertText.asItCame(text), null));
    }

    private List<String> subjects() {
        return mailsTo(operator).stream().map(ReceivedMail::subject).toList();
    }

    private void enable(boolean enabled) {
        jdbc.sql("update mail_settings set alert_emails_enabled = ?, version = version + 1")
                .param(enabled)
                .update();
    }

    /** To the next time that the clock shows this, in the installation's zone. */
    private void advanceTo(LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.of("UTC"));
        ZonedDateTime today = now.with(time);
        clock.advance(Duration.between(now, today.isAfter(now) ? today : today.plusDays(1)));
    }

    private static String address(User user) {
        return user.email().orElseThrow().value();
    }
}
