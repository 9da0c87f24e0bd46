package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.FINAL_DOT;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.RCPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses one mail after another from RECIPIENT on, in words that no rule may know. */
class SilentRefusalTests extends ApplicationTest {

    private static final String REFUSED = "550 恕难从命";
    private static final String REFUSE = "554 Ça ne passe pas";
    private static final String RELAY_DENIED = "550 5.7.1 Relaying denied";

    @BeforeEach
    void withoutAlerts() {
        jdbc.sql("delete from alert").update();
    }

    @Tag("case-122")
    @ParameterizedTest
    @ValueSource(strings = {"550 Non merci", RELAY_DENIED, "450 4.7.1 Helo command rejected: Host not found", "699 ?"})
    void aDomainThatRefusesEverybodyHoldsNobodyElse(String refusal) {
        for (int i = 0; i < 8; i++) {
            smtp.onRecipient("user" + i + "@hostile.example", reply(refusal));
        }
        for (int round = 0; round < 8; round++) {
            queue.mail("user" + round + "@hostile.example");
            queue.mail("a" + round + "@corp.example");
            queue.mail("b" + round + "@partner.example");
            deliver();
            assertThat(queue.isFlowing()).isTrue();
            clock.advance(Duration.ofSeconds(31));
        }
        assertThat(smtp.accepted()).hasSize(16);
        assertThat(queue.count("FAILED")).isLessThanOrEqualTo(1);
        assertThat(alert("domain-held:hostile.example")).startsWith("2 open ");
    }

    @Tag("case-123")
    @ParameterizedTest
    @CsvSource({"RCPT", "DATA", "FINAL_DOT"})
    void holdsTheQueueWhenEverybodyIsRefused(Phase phase) {
        smtp.on(phase, reply(REFUSED), reply(REFUSE), reply(REFUSED));
        for (int i = 0; i < 9; i++) {
            queue.mail("user" + i + "@domain" + i + ".example");
        }
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(9);
        assertThat(alert("mail-held")).startsWith("3 open ").contains("恕难从命");
        assertThat(administrator().get("/deliveries").body()).contains("恕难从命");
        clock.advance(Duration.ofSeconds(31));
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        smtp.on(phase, behave());
        clock.advance(Duration.ofMinutes(2));
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(queue.count("SENT")).isEqualTo(9);
        assertThat(smtp.accepted()).hasSize(9);
        assertThat(alert("mail-held")).contains("resolved");
    }

    @Test
    void aRuleThatBlamesTheSettingsNeedsTwoDomains() {
        smtp.on(RCPT, reply(RELAY_DENIED));
        queue.mail("a@one.example");
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(alert("domain-held:one.example")).startsWith("2 open ");
        queue.mail("b@one.example");
        queue.mail("a@two.example");
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(alert("domain-held:one.example")).contains("resolved");
        assertThat(queue.count("QUEUED")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {REFUSED, RELAY_DENIED, "550-Nope\r\n550 x"})
    void whereAllMailGoesToOneDomainFiveAccountsTell(String refusal) {
        for (int i = 1; i <= 5; i++) {
            smtp.onRecipient("somebody" + i + "@corp.example", reply(refusal.split("\r\n")), behave());
        }
        queue.mails(4);
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        queue.mail("somebody5@corp.example");
        queue.mail("somebody6@corp.example");
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.count("FAILED")).isZero();
        clock.advance(Duration.ofSeconds(30));
        deliver();
        assertThat(queue.isFlowing()).as("the sixth is taken").isTrue();
        clock.advance(Duration.ofSeconds(2));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(6);
    }

    @Tag("case-122")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 no such user",
                "552 5.2.2 mailbox full",
                "550 5.1.2 Host unknown",
                "550 5.4.310 DNS domain does not exist",
                "550 5.2.1 The email account that you tried to reach is inactive",
                "451 4.7.1 Greylisted, come back later",
                "451 4.7.1 Hang on"
            })
    void whatConcernsOneRecipientNeverHoldsTheQueue(String refusal) {
        smtp.on(RCPT, reply(refusal));
        for (int i = 0; i < 12; i++) {
            queue.mail("user@domain" + i + ".example");
        }
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        smtp.on(RCPT, behave());
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void a4yzWithoutARuleTellsWhenItComesAgain() {
        smtp.on(RCPT, reply("451 Ça ne passe pas"));
        for (int i = 0; i < 3; i++) {
            queue.mail("user@domain" + i + ".example");
        }
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        clock.advance(Duration.ofSeconds(40));
        deliver();
        assertThat(queue.isFlowing()).isFalse();
    }

    @Test
    void anAcceptanceInBetweenBreaksTheRow() {
        for (int i = 0; i < 6; i++) {
            smtp.onRecipient("gone@domain" + i + ".example", reply("550 abc"));
            queue.mail("gone@domain" + i + ".example");
            queue.mail("there@domain" + i + ".example");
        }
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.accepted()).hasSize(6);
        assertThat(queue.count("FAILED")).isEqualTo(6);
    }

    @Test
    void aDomainWaitsUntilOneOfItsMailsIsTaken() {
        smtp.onRecipient("a@partner.example", reply(RELAY_DENIED));
        long refused = queue.mail("a@partner.example");
        queue.mail("a@corp.example");
        for (int i = 0; i < 5; i++) {
            queue.mail("b" + i + "@partner.example");
        }
        queue.mail("b@corp.example");
        deliver();
        assertThat(smtp.accepted())
                .hasSize(2)
                .allMatch(mail -> mail.recipients().get(0).endsWith("@corp.example"));
        clock.advance(Duration.ofSeconds(30));
        deliver();
        assertThat(smtp.accepted()).as("a probe").hasSize(3);
        deliver();
        assertThat(smtp.accepted()).as("and then all").hasSize(7);
        assertThat(queue.describe(refused))
                .as("its own fault, since others are taken")
                .startsWith("FAILED relay-denied");
        assertThat(alert("domain-held:partner.example")).contains("resolved");
    }

    @Test
    void addressesThatUsersNameHoldNothing() {
        smtp.on(RCPT, reply(REFUSED));
        for (int i = 0; i < 6; i++) {
            User user = user();
            signedIn(user.username(), PASSWORD)
                    .submit("/profile", Map.of("displayName", "X", "email", "x@typed" + i + ".example"));
        }
        deliver();
        assertThat(queue.states("address-confirmation")).hasSize(6).containsOnly("FAILED");
        assertThat(queue.isFlowing()).isTrue();
    }

    @Test
    void aRefusedMailIsAnAlertThatFolds() {
        for (User user : List.of(user(), user())) {
            smtp.onRecipient(user.email().orElseThrow().value(), reply("550 5.1.1 no such user"));
            forgot(user.username());
        }
        deliver();
        assertThat(alert("mail-refused")).startsWith("2 open 2").contains("no such user");
        assertThat(queue.states("password-reset")).containsOnly("FAILED");
    }

    @Test
    void aResetPastItsLifeStaysEnded() {
        smtp.on(FINAL_DOT, reply(REFUSED));
        User first = user("past" + System.nanoTime(), Role.USER, Locale.ENGLISH);
        forgot(first.username());
        deliver();
        long reset = queue.newest();
        assertThat(queue.describe(reset)).startsWith("FAILED");
        clock.advance(Duration.ofMinutes(29));
        queue.mail("a@two.example");
        deliver();
        clock.advance(Duration.ofMinutes(1));
        jdbc.sql("update delivery_refusal set refused_at = ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        queue.mail("a@three.example");
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.describe(reset)).startsWith("FAILED");
        assertThat(queue.count("QUEUED")).isEqualTo(2);
    }

    /** Severity, whether it is open, occurrences and what it says, of the newest with this cause. */
    private String alert(String cause) {
        return jdbc.sql(
                        "select severity, open_cause, occurrences, arguments from alert where cause = ? order by id desc")
                .param(cause)
                .query((row, number) -> row.getInt(1) + (row.getString(2) == null ? " resolved " : " open ")
                        + row.getInt(3) + " " + row.getString(4))
                .list()
                .get(0);
    }
}
