package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.andClose;
import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.close;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A primary that fails in one way or another, and a backup beside it. */
class BackupServerTests extends ApplicationTest {

    private static final int MAILS = 6;

    private final ScriptedSmtpServer backup = ScriptedSmtpServer.start();

    @BeforeEach
    void addBackup() {
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "secret of the primary");
        mailSettings.backup(backup.port(), "backup@postern.example");
        jdbc.sql("delete from alert").update();
    }

    @AfterEach
    void removeBackup() {
        mailSettings.removeBackups();
        backup.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(Phase.CONNECT, close()),
                arguments(Phase.GREETING, reply("554 5.7.1 go away")),
                arguments(Phase.GREETING, andClose(reply("421 4.3.2 too busy"))),
                arguments(Phase.AUTH, reply("535 5.7.8 no")),
                arguments(Phase.AUTH, reply("454 4.7.0 not now")),
                arguments(Phase.MAIL, reply("550 5.7.60 not your address")),
                arguments(Phase.MAIL, reply("451 4.3.0 lookup failed")),
                arguments(Phase.MAIL, close()),
                arguments(Phase.RCPT, close()),
                arguments(Phase.RCPT, andClose(reply("421 4.3.2 closing down"))),
                arguments(Phase.FINAL_DOT, close()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void mailGoesThroughTheBackupAtOnceAndComesBack(Phase phase, Act act) {
        smtp.on(phase, act);
        queue.mails(MAILS);
        deliverSoon();
        assertThat(queue.count("SENT")).isEqualTo(MAILS);
        assertThat(backup.accepted()).hasSize(MAILS);
        assertThat(queue.isFlowing()).isTrue();
        assertThat(openAlerts()).containsExactly("mail-through-backup");
        int before = smtp.connections();
        queue.mails(1);
        deliver();
        assertThat(smtp.connections()).as("it is on hold").isEqualTo(before);
        assertThat(backup.accepted()).hasSize(MAILS + 1);

        smtp.on(phase, behave());
        clock.advance(Duration.ofSeconds(61));
        queue.mails(3);
        deliver();
        queue.mails(1);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(MAILS + 5);
        assertThat(smtp.accepted()).isNotEmpty();
        assertThat(queue.queueHold.servers().held()).isEmpty();
        assertThat(openAlerts()).isEmpty();
        int soFar = backup.accepted().size();
        queue.mails(3);
        deliver();
        assertThat(backup.accepted()).as("mail is back at the primary").hasSize(soFar);
    }

    @Test
    void aServerThatRefusesEverybodyIsLeftAlone() {
        smtp.on(Phase.RCPT, reply("550 Non merci"));
        for (int i = 0; i < MAILS; i++) {
            queue.mail("user@domain" + i + ".example");
        }
        deliverSoon();
        assertThat(backup.accepted()).hasSize(MAILS);
        assertThat(queue.count("SENT")).isEqualTo(MAILS);
    }

    @Test
    void theBackupGetsTheSameMessageAfterALostReply() {
        User user = user();
        AtomicInteger taken = new AtomicInteger();
        smtp.on(Phase.FINAL_DOT, peer -> {
            taken.incrementAndGet();
            return close().play(peer);
        });
        forgot(user.username());
        deliverSoon();
        assertThat(taken).hasValue(1);
        assertThat(backup.accepted()).hasSize(1);
        assertThat(backup.accepted().get(0).messageId())
                .isEqualTo(jdbc.sql("select message_id from delivery")
                        .query(String.class)
                        .single());
    }

    @Test
    void onlyWithAllOnHoldIsMailOnHold() {
        smtp.on(Phase.AUTH, reply("535 5.7.8 no"));
        backup.on(Phase.MAIL, reply("550 5.7.60 not your address"));
        queue.mails(MAILS);
        deliverSoon();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(MAILS);
        assertThat(openAlerts()).containsExactly("mail-held");
        backup.on(Phase.MAIL, behave());
        clock.advance(Duration.ofSeconds(61));
        deliver();
        clock.advance(Duration.ofSeconds(6));
        deliver();
        assertThat(backup.accepted()).hasSize(MAILS);
        assertThat(openAlerts()).containsExactly("mail-through-backup");
    }

    @Test
    void aMailThatAProbeLostGoesElsewhere() {
        queue.hold("connection-refused");
        AtomicInteger bodies = new AtomicInteger();
        smtp.on(Phase.FINAL_DOT, peer -> {
            bodies.incrementAndGet();
            return close().play(peer);
        });
        queue.mails(1);
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofSeconds(61));
            deliver();
        }
        assertThat(bodies).hasValue(1);
        assertThat(backup.accepted()).hasSize(1);
    }

    @Test
    void theOneMailThatWaitsIsOfferedToEachServer() {
        smtp.on(Phase.MAIL, reply("530 5.7.0 Authentication required"));
        backup.on(Phase.MAIL, reply("530 5.7.0 Authentication required"));
        queue.mails(1);
        deliverSoon();
        assertThat(queue.isFlowing()).isFalse();
        backup.on(Phase.MAIL, behave());
        clock.advance(Duration.ofSeconds(31));
        deliverSoon();
        assertThat(backup.accepted()).hasSize(1);
    }

    @Test
    void aBackupThatIsAddedDuringAHoldEndsIt() {
        mailSettings.removeBackups();
        smtp.on(Phase.AUTH, reply("535 5.7.8 no"));
        queue.mails(2);
        deliverSoon();
        assertThat(openAlerts()).contains("mail-held");
        mailSettings.backup(backup.port(), "backup@postern.example");
        deliverSoon();
        assertThat(backup.accepted()).hasSize(2);
        assertThat(openAlerts()).contains("mail-through-backup").doesNotContain("mail-held");
    }

    @Test
    void theOverviewSaysWhichServerIsUsedAndWhy() {
        smtp.on(Phase.AUTH, reply("535 5.7.8 no"));
        queue.mails(1);
        deliverSoon();
        Document overview = administrator().get("/overview").page();
        assertThat(overview.select("[data-mail-state]").attr("data-mail-state")).isEqualTo("backup");
        assertThat(overview.select("[data-backup-used]").text()).isEqualTo("127.0.0.1:" + backup.port());
        assertThat(overview.select("[data-repair=mail-through-backup]").text()).contains("rejected the username");
    }

    @Test
    void eachServerHasItsOwnSender() {
        smtp.on(Phase.AUTH, reply("535 5.7.8 no"));
        queue.mails(1);
        deliverSoon();
        assertThat(backup.accepted().get(0).from()).isEqualTo("backup@postern.example");
    }

    @Test
    void aRemovedBackupLeavesItsMailToThePrimary() {
        smtp.on(Phase.AUTH, reply("535 5.7.8 no"), behave());
        backup.on(Phase.MAIL, reply("550 5.7.60 not your address"));
        queue.mails(MAILS);
        deliverSoon();
        mailSettings.removeBackups();
        assertThat(openAlerts()).doesNotContain("mail-through-backup");
        clock.advance(Duration.ofSeconds(61));
        deliverSoon();
        assertThat(smtp.accepted()).hasSize(MAILS);
    }

    /** What two turned away in a row need, and no probe. */
    private void deliverSoon() {
        deliver();
        clock.advance(Duration.ofSeconds(6));
        deliver();
        deliver();
        deliver();
    }

    private List<String> openAlerts() {
        return jdbc.sql("select open_cause from alert where open_cause is not null order by id")
                .query(String.class)
                .list();
    }
}
