package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.AtOnce;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is mailed about alerts, to whom and when. */
abstract class AlertMailQueryTests extends AlertMailFixture {

    @Autowired
    private ApplicationContext context;

    @Test
    void mailsTheFirstAtOnceAndTheRestTogether() {
        raise("first", Severity.ERROR);
        runSchedules();
        assertThat(subjects()).containsExactly("Postern: Error – first");
        raise("two", Severity.FATAL);
        raise("three", Severity.ERROR);
        clock.advance(INTERVAL.minusSeconds(1));
        runSchedules();
        assertThat(subjects()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        runSchedules();
        assertThat(subjects()).containsExactly("Postern: Error – first", "Postern: 2 alerts");
        assertThat(mailsTo(operator).get(1).text()).doesNotContain("first").containsSubsequence("two", "three");
    }

    @Tag("case-108")
    @Test
    void mailsAStormOnceAndResetsFirst() {
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

    @Tag("case-86")
    @Test
    void isolatesRefusedAndGreylistedRecipients() {
        List<User> all = new java.util.ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> user(Role.OPERATOR)).toList());
        all.add(operator);
        User refused = all.get(2);
        User greylisted = all.get(5);
        smtp.onRecipient(address(refused), Act.reply("550 5.1.1 no such user"));
        smtp.onRecipient(address(greylisted), Act.reply("451 4.7.1 come back later"), Act.behave());
        raise("disk", Severity.ERROR);
        runSchedules();
        assertThat(all)
                .allSatisfy(user -> assertThat(mailsTo(user)).hasSize(user == refused || user == greylisted ? 0 : 1));
        clock.advance(Duration.ofMinutes(2));
        runSchedules();
        assertThat(all).allSatisfy(user -> assertThat(mailsTo(user)).hasSize(user == refused ? 0 : 1));
        assertThat(queue.states("alert")).hasSize(10).containsOnlyOnce("FAILED");
    }

    @Tag("case-109")
    @Test
    void tellsOfAHoldOnceItIsOver() {
        queue.mails(3);
        smtp.close();
        runSchedules();
        assertThat(queue.isFlowing()).isFalse();
        clock.advance(INTERVAL);
        runSchedules();
        assertThat(queue.states("alert"))
                .as("nothing feeds the queue that fails")
                .isEmpty();
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        enable(true);
        runSchedules();
        runSchedules();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("[Resolved] E-mail was on hold for 10 min");
            assertThat(mail.text()).contains("E-mail was on hold for 10 min");
        });
        clock.advance(INTERVAL);
        runSchedules();
        assertThat(queue.states("alert")).hasSize(1);
    }

    @Test
    void joinsTheWaitingMailWhileHeld() {
        queue.mails(1);
        smtp.close();
        runSchedules();
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
        runSchedules();
        assertThat(subjects()).isEmpty();
        raise("disk", Severity.ERROR);
        runSchedules();
        assertThat(subjects()).containsExactly("Postern: Error – disk");
        clock.advance(INTERVAL);
        alerts.resolve("disk");
        runSchedules();
        assertThat(mailsTo(operator).get(1).text()).contains("disk (resolved after 10 min)");
        clock.advance(INTERVAL);
        runSchedules();
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void whatNobodyWantsAtOnceDoesNotEndTheQuiet() {
        raise("info", Severity.INFO);
        runSchedules();
        raise("error", Severity.ERROR);
        runSchedules();
        assertThat(subjects()).containsExactly("Postern: Error – error");
    }

    @Test
    void mailsNothingWhileSwitchedOffNorOldNewsLater() {
        enable(false);
        raise("old", Severity.FATAL);
        runSchedules();
        enable(true);
        clock.advance(INTERVAL);
        runSchedules();
        assertThat(subjects()).isEmpty();
        raise("new", Severity.FATAL);
        schedule.batch();
        enable(false);
        deliver();
        assertThat(subjects()).isEmpty();
        assertThat(queue.describe(queue.newest())).isEqualTo("DROPPED not-wanted 0");
    }

    @Test
    void mailsOnlyReachableReadersOfAlerts() {
        User administrator = user(Role.ADMINISTRATOR);
        User reader = user(Role.USER);
        User disabled = user(Role.OPERATOR);
        users.disable(disabled.id());
        User invited = users.create(new UserData(
                "invited" + System.nanoTime(),
                new io.postern.net.EmailAddress("invited" + System.nanoTime() + "@corp.example"),
                "Invited",
                Role.OPERATOR,
                null));
        users.createWithPassword(new UserData("nomail" + System.nanoTime(), null, "No mail", Role.OPERATOR, null), "x");
        deliver();
        raise("disk", Severity.ERROR);
        runSchedules();
        assertThat(queue.states("alert")).hasSize(2);
        assertThat(mailsTo(administrator)).hasSize(1);
        assertThat(mailsTo(operator)).hasSize(1);
        assertThat(mailsTo(reader)).isEmpty();
        assertThat(mailsTo(disabled)).isEmpty();
        assertThat(mailsTo(invited)).hasSize(1).noneMatch(mail -> mail.subject().contains("disk"));
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
    void ofTwoInstancesOneQueues() throws Exception {
        AlertMailScheduler other = context.getAutowireCapableBeanFactory().createBean(AlertMailScheduler.class);
        advanceTo(LocalTime.of(6, 0));
        schedule.digest();
        for (int i = 0; i < 20; i++) {
            raise("cause " + i, Severity.ERROR);
            AtOnce.all(List.of(
                    Executors.callable(schedule::batch),
                    Executors.callable(other::batch),
                    Executors.callable(schedule::batch),
                    Executors.callable(other::batch)));
            assertThat(queue.states("alert")).hasSize(i + 1);
            deliver();
            clock.advance(INTERVAL);
        }
        advanceTo(LocalTime.of(7, 1));
        AtOnce.all(List.of(Executors.callable(schedule::digest), Executors.callable(other::digest)));
        assertThat(queue.states("alert-digest")).hasSize(1);
    }

    private static String address(User user) {
        return user.email().orElseThrow().value();
    }
}
