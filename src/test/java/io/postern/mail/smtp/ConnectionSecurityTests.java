package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSecurityTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-62")
    @Test
    void credentialsThatNobodyAskedForAreNotVerified() {
        server.offering("");

        Failure failure = Accounts.at(server).password("geheim").failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.AUTH_NOT_OFFERED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(server.accepted()).isEmpty();
    }

    @Tag("case-68")
    @Test
    void strippedStartTlsStopsEverything() {
        Failure failure = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.STARTTLS_NOT_OFFERED);
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(saidBeforeQuit()).containsExactly("EHLO [127.0.0.1]");
    }

    @Tag("case-69")
    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 TLS not available", "500 5.5.1 what", "250 ok", "220-a\r\n500 b"})
    void refusedStartTlsStopsEverything(String reply) {
        server.startTls(TestCertificates.good()).on(Phase.STARTTLS, Act.reply(reply));

        Failure failure = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .impatient()
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.STARTTLS_NOT_OFFERED);
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(saidBeforeQuit()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
    }

    @ParameterizedTest
    @CsvSource({"421 4.3.2 closing,TEMPORARY", "454 4.7.0 not now,TEMPORARY", "500 5.5.1 what,CONFIGURATION"})
    void tlsThatCanNotBeginNowIsTriedAgain(String reply, RetryClass retry) {
        server.startTls(TestCertificates.good()).on(Phase.STARTTLS, Act.reply(reply));

        assertThat(Accounts.at(server).encrypted(Encryption.STARTTLS).failure().retry())
                .isEqualTo(retry);
    }

    @Tag("case-72")
    @Test
    void aPlainServerOnTheTlsPortGetsNoPassword() {
        Failure failure = Accounts.at(server)
                .encrypted(Encryption.IMPLICIT)
                .password("geheim")
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.IMPLICIT_TLS_ON_PLAIN_PORT);
        assertThat(server.signIns()).isEmpty();
    }

    @Tag("case-74")
    @Test
    void aRejectedPasswordIsAMatterOfConfiguration() {
        server.takingOnly("richtig");
        SmtpSender sender = Accounts.at(server).password("falsch").sender();

        List<SendOutcome> outcomes =
                Accounts.deliver(sender, List.of(Accounts.mail(), Accounts.mail(), Accounts.mail()));

        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> {
            Failure failure = ((SendOutcome.Unsent) outcome).cause();
            assertThat(failure.problem()).isEqualTo(SmtpProblem.CREDENTIALS_REJECTED);
            assertThat(failure.retry()).isEqualTo(RetryClass.CONFIGURATION);
        });
        assertThat(server.signIns()).hasSize(1);
    }

    @Tag("case-74")
    @Test
    void aTemporaryFailureToSignInIsTriedAgain() {
        server.on(Phase.AUTH, Act.reply("454 4.7.0 Temporary authentication failure"));

        Failure failure = Accounts.at(server).password("geheim").failure();

        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(failure.retry()).isEqualTo(RetryClass.TEMPORARY);
    }

    @Tag("case-75")
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"STARTTLS", "HANDSHAKE", "SECOND_EHLO"})
    void silenceAroundTlsIsLeft(Phase phase) {
        server.startTls(TestCertificates.good()).on(phase, Act.hang());

        Failure failure = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .impatient()
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.SERVER_SILENT);
        assertThat(server.signIns()).isEmpty();
    }

    @Tag("case-75")
    @Test
    void aServerThatNeverStartsTlsIsLeft() {
        server.implicitTls(TestCertificates.good()).on(Phase.CONNECT, Act.hang());

        Failure failure =
                Accounts.at(server).encrypted(Encryption.IMPLICIT).impatient().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.SERVER_SILENT);
    }

    @Test
    void doesNotUpgradeToTlsMidConversation() {
        server.on(Phase.AUTH, Act.reply("530 5.7.0 Must issue a STARTTLS command first"));

        Failure failure = Accounts.at(server).password("geheim").failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.STARTTLS_NEEDED);
        assertThat(saidBeforeQuit()).extracting(line -> line.split(" ")[0]).containsExactly("EHLO", "AUTH");
    }

    @Test
    void theTranscriptHoldsNoSecretAndNoMessage() {
        String password = "geheim-1234";
        server.on(Phase.AUTH, peer -> {
            // A server that repeats what it was told.
            String line = server.lines().get(server.lines().size() - 1);
            return Act.reply("535 5.7.8 " + line + " " + password).play(peer);
        });
        SmtpTestResult refused =
                Accounts.at(server).password(password).sender().test(Accounts.mail(), report -> {}, new Cancellation());
        server.on(Phase.AUTH, Act.behave());
        SmtpTestResult sent =
                Accounts.at(server).password(password).sender().test(Accounts.mail(), report -> {}, new Cancellation());

        assertThat(((Failed) refused.outcome()).failure().reply())
                .contains("AUTH PLAIN ***")
                .doesNotContain(password);
        assertThat(refused.transcript()).contains("C: AUTH PLAIN ***");
        assertThat(sent.transcript())
                .contains("C: AUTH PLAIN ***", "C: DATA", "-- (message)", "S: 250 2.0.0 taken", "C: QUIT")
                .noneMatch(line -> line.contains(password) || line.contains("token="));
    }

    @Tag("case-117")
    @Test
    void evenTheFinestLogHoldsNoSecretAndNoMessage() {
        Logger logger = Logger.getLogger("io.postern.mail.smtp");
        Logger protocol = Logger.getLogger("io.postern.mail.smtp.protocol");
        StringBuffer log = new StringBuffer();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.append(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        protocol.setLevel(Level.ALL);
        try {
            Accounts.at(server).password("geheim-1234").test();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(log.toString()).isNotEmpty().doesNotContain("geheim", "AUTH PLAIN", "token=", "Z2VoZWltLTEyMzQ");
    }

    /** The client does not wait until the server has heard QUIT. */
    private List<String> saidBeforeQuit() {
        return server.lines().stream().filter(line -> !line.equals("QUIT")).toList();
    }
}
