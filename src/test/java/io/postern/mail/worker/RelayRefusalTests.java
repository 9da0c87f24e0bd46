package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.RCPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Relaying denied" is about one recipient, or about everybody: what is taken beside it tells. */
class RelayRefusalTests extends ApplicationTest {

    private static final Act RELAY_DENIED = reply("550 5.7.1 Relaying denied");

    @Test
    void endsOneUnrelayableRecipientAlone() {
        smtp.onRecipient("poison@corp.example", RELAY_DENIED);
        long poison = queue.mail("poison@corp.example");
        queue.mails(3);
        deliver();
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(queue.describe(poison)).startsWith("FAILED relay-denied");
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.isFlowing()).isTrue();
    }

    @Test
    void holdsOneUnrelayableDomainAlone() {
        smtp.onRecipient("poison@elsewhere.example", RELAY_DENIED);
        long poison = queue.mail("poison@elsewhere.example");
        queue.mails(3);
        deliver();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(2));
            queue.mails(1);
            deliver();
        }
        assertThat(queue.describe(poison)).isEqualTo("QUEUED relay-denied 0");
        assertThat(smtp.accepted()).hasSize(6);
        assertThat(queue.isFlowing()).isTrue();
        smtp.onRecipient("poison@elsewhere.example", behave());
        clock.advance(Duration.ofMinutes(10));
        deliver();
        assertThat(queue.describe(poison)).startsWith("SENT");
    }

    @Tag("case-97")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "454 4.7.1 <poison@elsewhere.example>: Relay access denied",
                "450 4.7.1 <container>: Helo command rejected: Host not found"
            })
    void retriesAPostponedRecipientAlone(String putOff) {
        smtp.onRecipient("poison@elsewhere.example", reply(putOff));
        queue.mails(1);
        long poison = queue.mail("poison@elsewhere.example");
        queue.mails(2);
        deliver();
        for (int i = 1; i < 8; i++) {
            clock.advance(Duration.ofMinutes(36));
            queue.mails(1);
            deliver();
            assertThat(queue.isFlowing()).isTrue();
        }
        assertThat(smtp.accepted()).hasSize(10);
        assertThat(queue.describe(poison)).startsWith("QUEUED");
        smtp.onRecipient("poison@elsewhere.example", behave());
        clock.advance(Duration.ofMinutes(36));
        deliver();
        assertThat(queue.describe(poison)).startsWith("SENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.7.1 Relaying denied", "454 4.7.1 <a@corp.example>: Relay access denied"})
    void holdsTheQueueWhenRelayingStops(String denied) {
        queue.mails(1);
        deliver();
        smtp.on(RCPT, reply(denied));
        queue.mails(60);
        deliver();
        assertThat(queue.count("FAILED")).isZero();
        assertThat(queue.isFlowing()).isFalse();
        smtp.on(RCPT, behave());
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(61);
    }

    @Test
    void whatAPersonTriesAgainGoesAtOnce() {
        smtp.onRecipient("a@partner.example", RELAY_DENIED, behave());
        queue.mail("a@partner.example");
        long waiting = queue.mail("b@partner.example");
        queue.mails(1);
        deliver();
        String page = "/deliveries/" + waiting;
        assertThat(administrator().submit(page, page + "/retry", Map.of()).status())
                .isEqualTo(303);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(3);
    }

    @Test
    void sendsAtOnceWhenTheSettingsAreFixed() {
        smtp.on(RCPT, RELAY_DENIED);
        queue.mails(1);
        deliver();
        smtp.on(RCPT, behave());
        mailSettings.plain("127.0.0.1", smtp.port(), "other@postern.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }
}
