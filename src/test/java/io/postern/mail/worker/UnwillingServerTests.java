package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.andClose;
import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.close;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that takes no mail and never says so for good: it ends no mail, so nobody would hear of it. */
class UnwillingServerTests extends ApplicationTest {

    private static final int MAILS = 8;
    private static final Act GARBAGE = Act.raw("what?\r\n".getBytes(StandardCharsets.US_ASCII));

    @BeforeEach
    void signsIn() {
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "secret of this server");
        jdbc.sql("delete from alert").update();
    }

    static Stream<Arguments> unwilling() {
        return Stream.of(
                arguments(Phase.GREETING, andClose(reply("421 4.3.2 too busy"))),
                arguments(Phase.GREETING, andClose(reply("421 4.7.0 Too many connections from your host"))),
                arguments(Phase.GREETING, close()),
                arguments(Phase.EHLO, close()),
                arguments(Phase.AUTH, reply("454 4.7.0 Temporary authentication failure")),
                arguments(Phase.AUTH, reply("451 what of it")),
                arguments(Phase.MAIL, reply("451 4.3.0 lookup failed")),
                arguments(Phase.MAIL, reply("452 4.3.1 Insufficient system storage")),
                arguments(Phase.MAIL, andClose(reply("421 4.3.2 shutting down"))),
                arguments(Phase.MAIL, GARBAGE),
                arguments(Phase.MAIL, close()),
                arguments(Phase.RCPT, reply("451 4.3.0 lookup failed")),
                arguments(Phase.RCPT, reply("450 4.7.1 You have sent too many messages this hour")),
                arguments(Phase.RCPT, andClose(reply("421 4.3.2 shutting down"))),
                arguments(Phase.RCPT, GARBAGE),
                arguments(Phase.RCPT, close()),
                arguments(Phase.DATA, close()),
                arguments(Phase.MESSAGE, close()),
                arguments(Phase.FINAL_DOT, reply("452 4.3.1 Insufficient system storage")),
                arguments(Phase.FINAL_DOT, close()));
    }

    @Tag("case-123")
    @ParameterizedTest
    @MethodSource("unwilling")
    void mailIsHeldAndSaidToBe(Phase phase, Act act) {
        smtp.on(phase, act);
        for (int i = 0; i < MAILS; i++) {
            queue.mail("user@domain" + i + ".example");
        }
        for (int second = 0; second < 60 && queue.isFlowing(); second += 6) {
            deliver();
            clock.advance(Duration.ofSeconds(6));
        }
        assertThat(queue.isFlowing()).isFalse();
        assertThat(alertsOfHold()).isOne();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(3));
            deliver();
        }
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.count("QUEUED")).isEqualTo(MAILS);
        assertThat(jdbc.sql("select max(attempts) from delivery")
                        .query(Integer.class)
                        .single())
                .as("what the server does to all costs no mail its attempts")
                .isLessThanOrEqualTo(2);
        smtp.on(phase, behave());
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofMinutes(10));
            deliver();
        }
        assertThat(queue.isFlowing()).isTrue();
        assertThat(queue.count("SENT")).isEqualTo(MAILS);
    }

    @Test
    void oneMailThatEndsItsConnectionHoldsNobody() {
        smtp.onRecipient("poison@elsewhere.example", close());
        long poison = queue.mail("poison@elsewhere.example");
        for (int round = 0; round < 6; round++) {
            queue.mails(2);
            deliver();
            assertThat(queue.isFlowing()).isTrue();
            clock.advance(Duration.ofMinutes(3));
        }
        assertThat(smtp.accepted()).hasSize(12);
        assertThat(queue.describe(poison)).startsWith("QUEUED connection-lost");
    }

    @Test
    void aServerThatTakesMailInBetweenIsNotHeld() {
        smtp.on(
                Phase.GREETING,
                andClose(reply("421 4.3.2 too busy")),
                behave(),
                andClose(reply("421 4.3.2 too busy")),
                behave());
        for (int round = 0; round < 2; round++) {
            queue.mails(2);
            deliver();
            clock.advance(Duration.ofSeconds(6));
            deliver();
            assertThat(queue.isFlowing()).isTrue();
        }
        assertThat(queue.count("SENT")).isEqualTo(4);
        assertThat(alertsOfHold()).isZero();
    }

    private int alertsOfHold() {
        return jdbc.sql("select count(*) from alert where cause = 'mail-held'")
                .query(Integer.class)
                .single();
    }
}
