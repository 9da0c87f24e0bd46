package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer otherwise than RFC 5321 has it, without meaning harm. */
class OddReplyTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void ignoresAnUnsolicitedReply(Phase phase) {
        String expected = phase == Phase.DATA ? "354 go" : phase == Phase.GREETING ? "220 hello" : "250 ok";
        server.on(phase, Act.reply(expected, "250 2.0.0 queued"));
        server.on(Phase.FINAL_DOT, Act.reply("550 5.7.1 no"));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.UNEXPECTED);
        assertThat(failure.retry()).isEqualTo(RetryClass.TEMPORARY);
        assertThat(failure.reply()).isEqualTo(expected + "\n250 2.0.0 queued");
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void endsTheConnectionOnAReplyAfterARefusal() {
        server.on(Phase.RCPT, Act.reply("550 5.1.1 no", "250 2.0.0 queued"));

        List<SendOutcome> outcomes =
                Accounts.deliver(Accounts.at(server).sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.failure().problem())
                .isEqualTo(SmtpProblem.RECIPIENT_UNKNOWN));
        assertThat(outcomes.get(1)).isInstanceOf(Unsent.class);
    }

    @Test
    void anAcceptedMailStaysAcceptedWhateverFollows() {
        server.on(Phase.FINAL_DOT, Act.reply("250 2.0.0 queued", "250 2.0.0 indeed"));

        List<SendOutcome> outcomes =
                Accounts.deliver(Accounts.at(server).sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Unsent.class);
    }

    @Test
    void ofAReplyWhoseLinesDisagreeTheLastOneCounts() {
        server.on(Phase.RCPT, Act.accept("550-5.1.1 no", "250 2.1.5 or rather yes"));
        server.on(Phase.FINAL_DOT, Act.reply("250-2.0.0 fine", "550 5.7.1 or rather not"));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.MESSAGE_REFUSED);
        assertThat(failure.stage()).isEqualTo(Stage.DATA);
        assertThat(failure.reply()).startsWith("250-2.0.0 fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 ok", "251 forwarding", "254-taken\r\n254 as 4711", "299 2.0.0 ok"})
    void anyTwoHundredAcceptsSenderRecipientAndMessage(String reply) {
        server.on(Phase.MAIL, Act.accept(reply));
        server.on(Phase.RCPT, Act.accept(reply));
        server.on(Phase.FINAL_DOT, Act.accept(reply));

        List<SendOutcome> outcomes =
                Accounts.deliver(Accounts.at(server).sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class, accepted -> assertThat(accepted.reply()).isEqualTo(reply.replace("\r", ""))));
        assertThat(server.accepted()).hasSize(2);
        assertThat(Accounts.at(server).test()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"150 wait", "300 go on", "354 go on", "399 go on"})
    void nothingBelowOrAboveTwoHundredAcceptsTheMessage(String reply) {
        server.on(Phase.FINAL_DOT, Act.reply(reply));

        Failure failure = Accounts.at(server).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.UNEXPECTED);
        assertThat(failure.retry()).isEqualTo(RetryClass.TEMPORARY);
    }

    @Test
    void aTwoHundredAtDataBringsNoMessage() {
        server.on(Phase.DATA, Act.reply("250 ok"));

        assertThat(Accounts.at(server).failure().problem()).isEqualTo(SmtpProblem.UNEXPECTED);
        assertThat(server.lines()).doesNotContain(".");
    }

    @Test
    void linesMayEndInABareLineFeed() {
        server.on(Phase.GREETING, bytes("220-bare\n220 line feeds\n"));
        server.on(Phase.EHLO, bytes("250-bare\n250 SIZE 10000000\n"));
        server.on(Phase.MAIL, bytes("250\n"));

        assertThat(Accounts.at(server).test()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH=PLAIN LOGIN", "auth=login plain", "AUTH=LOGIN", "AUTH  PLAIN"})
    void mechanismsMayBeOfferedAsBeforeTheStandard(String offer) {
        server.on(Phase.EHLO, Act.reply("250-old.example", "250-" + offer, "250 8BITMIME"));

        assertThat(Accounts.at(server).password("geheim").test()).isInstanceOf(Accepted.class);
        assertThat(server.signIns()).hasSize(1);
    }

    private static Act bytes(String text) {
        return Act.raw(text.getBytes(StandardCharsets.US_ASCII));
    }
}
