package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person paused, and not a problem. */
class PausedQueueTests extends ApplicationTest {

    @Test
    void whatAPersonPausedWaitsForAPerson() {
        press("/deliveries/pause");
        queue.mails(2);
        clock.advance(Duration.ofHours(1));
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        assertThat(smtp.connections()).isZero();
        press("/deliveries/resume");
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aPauseCountsFromTheNextMailOn() {
        smtp.on(
                FINAL_DOT,
                behave(),
                behave(),
                peer -> {
                    press("/deliveries/pause");
                    return behave().play(peer);
                },
                behave());
        queue.mails(9);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.count("QUEUED")).isEqualTo(6);
        press("/deliveries/resume");
        deliver();
        assertThat(smtp.accepted()).hasSize(9);
    }

    @Test
    void aPauseThatEndedElsewhereIsOverAtOnce() {
        press("/deliveries/pause");
        queue.queueHold.resume();
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    private void press(String action) {
        assertThat(administrator().submit("/deliveries", action, Map.of()).status())
                .isEqualTo(303);
    }
}
