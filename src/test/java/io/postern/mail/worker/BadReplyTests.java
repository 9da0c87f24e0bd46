package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies that mix digits, lie, are empty, endless or no text. Whatever a server says, few mails end before somebody hears of it. What
 * names one recipient ends that one's mail at once, which is an alert too ({@link SilentRefusalTests}).
 */
class BadReplyTests extends ApplicationTest {

    private static final List<Phase> PHASES = List.of(Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.FINAL_DOT);

    static Stream<byte[]> bad() {
        return Stream.concat(
                Stream.of(
                                "550",
                                "550 ",
                                "550-2.0.0 fine\r\n450 4.7.0 not fine",
                                "450-5.1.1 no\r\n550 2.1.5 yes",
                                "554 4.9.9 2.0.0 5.9.1 it depends",
                                "599 999.999.999",
                                "550 <script>alert(1)</script> <b>&amp;",
                                "550 5.0.0 " + "x".repeat(1_000_000),
                                "\r\n",
                                "what?",
                                "999 no",
                                "550 \u0000\u0007\u001b[2J")
                        .map(text -> (text + "\r\n").getBytes(StandardCharsets.UTF_8)),
                Stream.iterate(1, seed -> seed + 1).limit(8).map(BadReplyTests::random));
    }

    /** A code of this kind, then bytes. */
    private static byte[] random(int seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[40];
        random.nextBytes(bytes);
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes((seed % 2 == 0 ? "550 " : "451 ").getBytes(StandardCharsets.US_ASCII));
        for (byte each : bytes) {
            reply.write(each == '\n' || each == '\r' ? ' ' : each);
        }
        reply.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return reply.toByteArray();
    }

    @Test
    void aRefusalAmongTheLinesIsNoAcceptance() {
        smtp.on(
                Phase.FINAL_DOT,
                Act.raw("550-5.7.1 Rejected as spam\r\n250 2.0.0 bye\r\n".getBytes(StandardCharsets.UTF_8)));
        long mail = queue.mail("user@corp.example");
        deliver();
        assertThat(queue.describe(mail)).doesNotStartWith("SENT");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void noReplyEndsManyMailsWithoutAnAlert(byte[] bytes) {
        for (Phase phase : PHASES) {
            queue.clear();
            jdbc.sql("delete from alert").update();
            smtp.on(phase, Act.raw(bytes));
            for (int i = 0; i < 8; i++) {
                queue.mail("user@domain" + i + ".example");
            }
            for (int round = 0; round < 3; round++) {
                deliver();
                clock.advance(Duration.ofSeconds(61));
            }
            boolean told =
                    jdbc.sql("select count(*) from alert").query(Integer.class).single() > 0;
            assertThat(queue.count("SENT")).as(phase.name()).isZero();
            assertThat(queue.count("FAILED")).as(phase.name()).isLessThanOrEqualTo(told ? 8 : 5);
            assertThat(told || queue.count("QUEUED") == 8).as(phase.name()).isTrue();
            smtp.on(phase, behave());
            clock.advance(Duration.ofMinutes(10));
            deliver();
            assertThat(queue.isFlowing()).as("mail flows again after " + phase).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such user", "550 5.7.1 Nope", "550 5.7.1 Relaying denied"})
    void fiveThatAreRefusedRightlyHoldNothingForLong(String refusal) {
        for (int i = 1; i <= 5; i++) {
            smtp.onRecipient("gone@domain" + i + ".example", reply(refusal));
            queue.mail("gone@domain" + i + ".example");
        }
        deliver();
        long sixth = queue.mail("there@domain6.example");
        deliver();
        clock.advance(Duration.ofSeconds(31));
        deliver();
        assertThat(queue.describe(sixth)).startsWith("SENT");
        assertThat(queue.isFlowing()).isTrue();
        clock.advance(Duration.ofSeconds(61));
        deliver();
        assertThat(queue.isFlowing()).as("refused again, they say nothing new").isTrue();
        queue.mail("there@domain7.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void markupIsShownAsText() {
        smtp.on(Phase.RCPT, reply("550 <script>alert(1)</script>"));
        long mail = queue.mail("user@corp.example");
        deliver();
        assertThat(administrator().get("/deliveries/" + mail).body())
                .contains("550 &lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }
}
