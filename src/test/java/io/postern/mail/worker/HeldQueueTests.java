package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeldQueueTests extends ApplicationTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    @Tag("case-74")
    @Test
    void aRefusedPasswordHoldsTheQueueAndIsTriedSeldom() {
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
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.accepted()).hasSize(60);
        assertThat(jdbc.sql("select max(attempts) from delivery")
                        .query(Integer.class)
                        .single())
                .as("it cost no mail an attempt")
                .isEqualTo(1);
    }

    @Tag("case-74")
    @Test
    void savedSettingsAreTriedAtOnce() {
        hold();
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "right");
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.accepted()).hasSize(60);
    }

    @Tag("case-74")
    @Test
    void resumeTriesAtOnceWithOneMail() {
        hold();
        resume();
        deliver();
        assertThat(smtp.signIns()).hasSize(2);
        assertThat(queue.isFlowing()).isFalse();
        smtp.takingOnly("wrong");
        resume();
        deliver();
        assertThat(smtp.accepted()).hasSize(60);
    }

    @Test
    void aProbeOfAnotherInstanceLiftsTheHoldForAll() {
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        queue.hold("host-unknown");
        queue.mails(3);
        clock.advance(PAUSE);
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.accepted()).hasSize(4);
    }

    @Test
    void requestsOfNobodyDoNotUseUpTheProbe() {
        for (int i = 0; i < 5; i++) {
            forgot("nobody" + i);
        }
        queue.mails(2);
        queue.hold("host-unknown");
        clock.advance(PAUSE);
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aProbeWithoutAMailIsKeptForTheNext() {
        queue.hold("host-unknown");
        clock.advance(PAUSE);
        forgot("nobody");
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        queue.mails(1);
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

    @Tag("case-94")
    @Test
    void expiresResetsAndDrainsTheRestAfterAnOutage() {
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
        assertThat(queue.isFlowing()).isFalse();
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
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(60);
    }

    private void resume() {
        submit("/deliveries", "/deliveries/resume");
    }

    private void submit(String page, String action) {
        assertThat(administrator().submit(page, action, Map.of()).status()).isEqualTo(303);
    }
}
