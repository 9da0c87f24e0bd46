package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.andClose;
import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.close;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary that mail stays with, though there is a backup. */
class SteadyPrimaryTests extends ApplicationTest {

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

    @ParameterizedTest
    @MethodSource("passing")
    void aConnectionLostOnceSwitchesNothing(Act act) {
        smtp.on(Phase.RCPT, act, behave());
        queue.mails(MAILS);
        deliver();
        deliver();
        assertThat(smtp.accepted()).hasSize(MAILS);
        assertThat(backup.connections()).isZero();
        assertThat(backupAlerts()).isZero();
    }

    static Stream<Act> passing() {
        return Stream.of(close(), andClose(reply("421 4.3.2 closing down")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such user", "451 4.7.1 Greylisted", "552 5.3.4 message too big for her"})
    void whatIsSaidOfOneMailSwitchesNothing(String refusal) {
        smtp.onRecipient("somebody1@corp.example", reply(refusal));
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
        assertThat(backup.connections()).isZero();
        assertThat(backupAlerts()).isZero();
    }

    @Test
    void aHeldBackupIsLeftAloneWhileThePrimaryWorks() {
        queue.serverHold.hold(2, "connection-refused");
        clock.advance(Duration.ofMinutes(11));
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(backup.connections()).isZero();
    }

    private int backupAlerts() {
        return jdbc.sql("select count(*) from alert where open_cause = 'mail-through-backup'")
                .query(Integer.class)
                .single();
    }
}
