package io.postern.delivery;

import static io.postern.smtp.Act.behave;
import static io.postern.smtp.Act.reply;
import static io.postern.smtp.ScriptedSmtpServer.Phase.RCPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.smtp.Act;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldQueueTests extends ApplicationTest {

    private static final Act RELAY_DENIED = reply("550 5.7.1 Relaying denied");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    @Test
    void case74_aRefusedPasswordHoldsTheQueueAndIsTriedSeldom() {
        hold();
        deliver();
        deliver();
        assertThat(smtp.signIns()).as("no storm").hasSize(1);
        int signIns = 1;
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            clock.advance(Duration.ofSeconds(seconds - 3));
            deliver();
            assertThat(smtp.signIns()).hasSize(signIns);
            clock.advance(Duration.ofSeconds(3));
            deliver();
            deliver();
            assertThat(smtp.signIns()).as("probe after %s s", seconds).hasSize(++signIns);
        }
        smtp.takingOnly("wrong");
        clock.advance(Duration.ofMinutes(10));
        deliver();
        assertThat(queue.isOpen()).isTrue();
        assertThat(smtp.accepted()).hasSize(60);
        assertThat(jdbc.sql("select max(attempts) from delivery")
                        .query(Integer.class)
                        .single())
                .as("it cost no mail an attempt")
                .isEqualTo(1);
    }

    @Test
    void case74_savedSettingsAreTriedAtOnce() {
        hold();
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "right");
        deliver();
        assertThat(queue.isOpen()).isTrue();
        assertThat(smtp.accepted()).hasSize(60);
    }

    @Test
    void case74_resumeTriesAtOnceWithOneMail() {
        hold();
        resume();
        deliver();
        assertThat(smtp.signIns()).hasSize(2);
        assertThat(queue.isOpen()).isFalse();
        smtp.takingOnly("wrong");
        resume();
        deliver();
        assertThat(smtp.accepted()).hasSize(60);
    }

    @Test
    void aProbeThatAnotherInstanceNeedsOpensTheGateForAll() {
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        queue.gate.close("host-unknown");
        queue.mails(3);
        clock.advance(PAUSE);
        deliver();
        assertThat(queue.isOpen()).isTrue();
        assertThat(smtp.accepted()).hasSize(4);
    }

    @Test
    void requestsOfNobodyDoNotUseUpTheProbe() {
        for (int i = 0; i < 5; i++) {
            forgot("nobody" + i);
        }
        queue.mails(2);
        queue.gate.close("host-unknown");
        clock.advance(PAUSE);
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aProbeWithoutAMailIsKeptForTheNext() {
        queue.gate.close("host-unknown");
        clock.advance(PAUSE);
        forgot("nobody");
        deliver();
        assertThat(queue.isOpen()).isFalse();
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void aRecipientWhomTheServerWillNotRelayToBlocksNobodyAndEnds() {
        smtp.onRecipient("poison@elsewhere.example", RELAY_DENIED);
        long poison = queue.mail("poison@elsewhere.example");
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.isOpen()).isTrue();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(2));
            queue.mails(1);
            deliver();
        }
        assertThat(queue.describe(poison)).startsWith("FAILED relay-denied");
        assertThat(smtp.accepted()).hasSize(6);
        assertThat(queue.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "454 4.7.1 <poison@elsewhere.example>: Relay access denied",
                "450 4.7.1 <container>: Helo command rejected: Host not found"
            })
    void case97_aRecipientWhomTheServerPutsOffBlocksNobodyAndIsTriedUntilItIsTaken(String putOff) {
        smtp.onRecipient("poison@elsewhere.example", reply(putOff));
        queue.mails(1);
        long poison = queue.mail("poison@elsewhere.example");
        queue.mails(2);
        deliver();
        for (int i = 1; i < 8; i++) {
            clock.advance(Duration.ofMinutes(36));
            queue.mails(1);
            deliver();
            assertThat(queue.isOpen()).isTrue();
        }
        assertThat(smtp.accepted()).hasSize(10);
        assertThat(queue.describe(poison)).startsWith("QUEUED").endsWith(" 8");
        smtp.onRecipient("poison@elsewhere.example", behave());
        clock.advance(Duration.ofMinutes(36));
        deliver();
        assertThat(queue.describe(poison)).startsWith("SENT");
    }

    @Test
    void aRecipientWhomTheServerWillNotRelayToHoldsOthersForOneProbeAtMost() {
        smtp.onRecipient("poison@elsewhere.example", RELAY_DENIED);
        queue.mail("poison@elsewhere.example");
        for (int i = 0; i < 20; i++) {
            deliver();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(queue.isOpen()).isFalse();
        queue.mails(1);
        clock.advance(Duration.ofMinutes(10));
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(queue.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.7.1 Relaying denied", "454 4.7.1 <a@corp.example>: Relay access denied"})
    void aRelayThatStopsRelayingHoldsTheQueueAndFailsNobody(String denied) {
        queue.mails(1);
        deliver();
        smtp.on(RCPT, reply(denied));
        queue.mails(60);
        deliver();
        assertThat(queue.count("FAILED")).isZero();
        assertThat(queue.isOpen()).isFalse();
        smtp.on(RCPT, behave());
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(61);
    }

    @Test
    void aMailRefusedForTheSettingsIsDueAtOnceWhenTheyAreCured() {
        smtp.on(RCPT, RELAY_DENIED);
        queue.mails(1);
        deliver();
        smtp.on(RCPT, behave());
        mailSettings.plain("127.0.0.1", smtp.port(), "other@postern.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void mailsWaitForSettingsAndForThePublicAddress() {
        jdbc.sql("update mail_settings set host = null").update();
        queue.mails(1);
        deliver();
        assertThat(queue.count("QUEUED")).isEqualTo(1);
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void savedSettingsCountForTheMailsAlreadyQueued() {
        queue.mails(2);
        mailSettings.plain("127.0.0.1", smtp.port(), "other@postern.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(2).allMatch(mail -> mail.from().equals("other@postern.example"));
    }

    @Test
    void case94_afterFortyMinutesDownResetsHaveExpiredAndTheRestDrains() {
        int port = smtp.port();
        smtp.close();
        String reset = user().username();
        forgot(reset);
        long request = queue.newest();
        queue.mails(120);
        for (int minute = 0; minute < 40; minute++) {
            deliver();
            clock.advance(Duration.ofMinutes(1));
            queue.dropExpired();
            assertThat(visitor().get("/login").status()).isEqualTo(200);
        }
        assertThat(queue.describe(request)).startsWith("DROPPED expired");
        assertThat(queue.isOpen()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(120);

        smtp = ScriptedSmtpServer.startAt(port);
        clock.advance(Duration.ofMinutes(10));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(120);
        assertThat(smtp.connections()).as("a probe and one for each fifty").isLessThanOrEqualTo(5);
    }

    private void hold() {
        smtp.takingOnly("right");
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "wrong");
        queue.mails(60);
        deliver();
        assertThat(queue.isOpen()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(60);
    }

    private void resume() {
        submit("/deliveries", "/deliveries/resume");
    }

    private void submit(String page, String action) {
        assertThat(administrator().submit(page, action, Map.of()).status()).isEqualTo(303);
    }
}
