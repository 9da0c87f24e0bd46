package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileServerTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-75")
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "AUTH"})
    void aServerThatFallsSilentIsLeft(Phase phase) {
        server.on(phase, Act.hang());

        Failure failure = Accounts.at(server).password("geheim").impatient().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.SERVER_SILENT);
        assertThat(failure.retry()).isEqualTo(RetryClass.TEMPORARY);
        assertThat(failure.reply()).isNull();
    }

    /** A server that was signed in to before may know it. */
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "EHLO", "AUTH", "MAIL"})
    void aPasswordThatAServerRepeatsIsHidden(Phase phase) {
        server.on(phase, Act.reply("554 not with geheim, Z2VoZWlt or 67656865696D"));

        Failure failure = Accounts.at(server).password("geheim").failure();

        assertThat(failure.reply()).isEqualTo("554 not with ***, *** or ***");
    }

    @Tag("case-75")
    @Test
    void silenceAfterTheFinalDotIsNotConfirmed() {
        server.on(Phase.FINAL_DOT, Act.hang());

        Failure failure = Accounts.at(server).bound(Duration.ofMillis(1500)).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.DEADLINE_EXCEEDED);
        assertThat(failure.stage()).isEqualTo(Stage.DATA);
        assertThat(failure.retry()).isEqualTo(RetryClass.TEMPORARY);
    }

    @Tag("case-75")
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesNotWaitForSilenceAfterQuit() {
        server.on(Phase.QUIT, Act.hang());

        assertThat(Accounts.at(server).patient().test()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.3.0 no", "554 no"})
    void aRefusedQuitChangesNothing(String reply) {
        server.on(Phase.QUIT, Act.reply(reply));

        assertThat(Accounts.at(server).test()).isInstanceOf(Accepted.class);
    }

    @Test
    void aResetAtQuitChangesNothing() {
        server.on(Phase.QUIT, Act.reset());

        List<SendOutcome> outcomes = Accounts.deliver(Accounts.at(server).sender(), List.of(Accounts.mail()));

        assertThat(outcomes).singleElement().isInstanceOf(Accepted.class);
    }

    @Tag("case-77")
    @ParameterizedTest
    @ValueSource(strings = {"220-and so on\r\n", "220 one line without end "})
    void anEndlessGreetingIsCutOff(String text) {
        server.on(Phase.GREETING, Act.flood(text));

        assertThat(Accounts.at(server).failure().problem()).isEqualTo(SmtpProblem.REPLY_TOO_LONG);
    }

    @Tag("case-77")
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"EHLO", "MAIL", "RCPT", "DATA", "FINAL_DOT"})
    void anEndlessReplyIsCutOff(Phase phase) {
        server.on(phase, Act.flood("250-and so on\r\n"));

        assertThat(Accounts.at(server).failure().problem()).isEqualTo(SmtpProblem.REPLY_TOO_LONG);
    }

    @Test
    void aReplyThatDripsRunsOutOfTime() {
        server.on(Phase.MAIL, Act.drip("2", Duration.ofMillis(20)));

        assertThat(Accounts.at(server).impatient().failure().problem()).isEqualTo(SmtpProblem.SERVER_SILENT);
    }

    @Test
    void anAttemptAsAWholeEnds() {
        server.on(Phase.MAIL, Act.drip("2", Duration.ofMillis(20)));

        Failure failure = Accounts.at(server).bound(Duration.ofMillis(1500)).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.DEADLINE_EXCEEDED);
    }

    @Tag("case-79")
    @Test
    void aConfirmationSlowerThanAnyOtherReplyMakesOneCopy() {
        server.on(Phase.FINAL_DOT, Act.held());
        SmtpSender sender = Accounts.at(server).impatient().sender();
        Thread releasing = new Thread(() -> {
            server.awaitHanging();
            // The time in which another reply would have been given up has passed once it was.
            try (ScriptedSmtpServer silent = ScriptedSmtpServer.start().on(Phase.MAIL, Act.hang())) {
                Accounts.at(silent).impatient().failure();
            }
            server.release();
        });
        releasing.start();

        List<SendOutcome> outcomes = Accounts.deliver(sender, List.of(Accounts.mail()));

        assertThat(outcomes).singleElement().isInstanceOf(Accepted.class);
        assertThat(server.accepted()).hasSize(1);
    }

    @Tag("case-61")
    @Test
    void serverTextIsCutAndItsControlCharactersAreVisible() {
        byte[] reply = ("550-<script>alert(1)</script> \u001b[31mred\u0000\u202e\r\n550 " + "x".repeat(10_000) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        server.on(Phase.RCPT, Act.raw(reply));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.RECIPIENT_REFUSED);
        assertThat(failure.reply())
                .startsWith("550-<script>alert(1)</script> ␛[31mred␀\\u{202e}\n550 xxx")
                .endsWith("…");
        assertThat(String.valueOf(failure.reply()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(2048);
    }

    @Tag("case-61")
    @Test
    void invalidUtf8IsShownSomehow() {
        server.on(Phase.RCPT, Act.raw(new byte[] {'5', '5', '0', ' ', (byte) 0xfc, (byte) 0x9b, '!', '\r', '\n'}));

        assertThat(Accounts.at(server).failure().reply()).matches("550 [^\\p{C}]+!");
    }

    @Tag("case-61")
    @Test
    void aMegabyteIsCutOffAndItsBeginningShown() {
        server.on(Phase.RCPT, Act.reply("550 " + "x".repeat(1_000_000)));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.REPLY_TOO_LONG);
        assertThat(failure.reply()).startsWith("550 xxx").hasSizeLessThanOrEqualTo(2048);
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR unknown command\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 400 Bad\r\n\r\n",
                "* OK IMAP\r\n"
            })
    void whatIsNotSmtpIsNotShown(String banner) {
        server.on(Phase.GREETING, Act.andClose(Act.raw(banner.getBytes(StandardCharsets.US_ASCII))));
        SmtpSender sender = Accounts.at(server).sender();

        SmtpTestResult result = sender.test(Accounts.mail(), report -> {}, new Cancellation());

        Failure failure = ((Failed) result.outcome()).failure();
        assertThat(failure.problem()).isEqualTo(SmtpProblem.NOT_SMTP);
        assertThat(failure.reply()).isNull();
        assertThat(result.transcript()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"CONNECT", "GREETING", "EHLO", "MAIL", "RCPT", "DATA", "FINAL_DOT"})
    void aResetIsALostConnection(Phase phase) {
        server.on(phase, Act.reset());

        assertThat(Accounts.at(server).failure().problem()).isEqualTo(SmtpProblem.CONNECTION_LOST);
    }

    @Test
    void aGreetingThatRefusesIsTold() {
        server.on(Phase.GREETING, Act.reply("554 5.3.2 no service"));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.GREETING_REFUSED);
        assertThat(failure.reply()).isEqualTo("554 5.3.2 no service");
        assertThat(failure.server()).isEqualTo("127.0.0.1:" + server.port());
    }
}
