package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can happen to TLS after the handshake. */
class EstablishedTlsTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, MAIL",
        "TLSv1.2, MESSAGE",
        "TLSv1.2, FINAL_DOT",
        "TLSv1.3, MAIL",
        "TLSv1.3, MESSAGE",
        "TLSv1.3, FINAL_DOT"
    })
    void keysThatTheServerRenewsOnTheWayAreTaken(String version, Phase phase) {
        server.implicitTls(TestCertificates.good()).speaking(version).on(phase, Act.newKeys());

        List<SendOutcome> outcomes = Accounts.deliver(
                Accounts.at(server).encrypted(Encryption.IMPLICIT).sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes).hasSize(2).hasOnlyElementsOfType(Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void eachConnectionChecksTheCertificateAgain() {
        server.startTls(TestCertificates.good());
        SmtpSender sender = Accounts.at(server).encrypted(Encryption.STARTTLS).sender();
        assertThat(Accounts.deliver(sender, List.of(Accounts.mail())))
                .singleElement()
                .isInstanceOf(Accepted.class);
        server.startTls(TestCertificates.selfSigned().context());

        assertThat(Accounts.deliver(sender, List.of(Accounts.mail())))
                .singleElement()
                .isInstanceOfSatisfying(
                        SendOutcome.Unsent.class,
                        unsent -> assertThat(unsent.cause().problem()).isEqualTo(SmtpProblem.CERTIFICATE_UNTRUSTED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "FINAL_DOT"})
    void treatsATruncatedTlsAsALostConnection(Phase phase) {
        server.implicitTls(TestCertificates.good()).on(phase, Act.close());

        Failure failure = Accounts.at(server)
                .encrypted(Encryption.IMPLICIT)
                .password("geheim")
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.CONNECTION_LOST);
    }

    @Test
    void countsTheMailDespiteATruncatedQuit() {
        server.implicitTls(TestCertificates.good()).on(Phase.QUIT, Act.close());

        assertThat(Accounts.at(server).encrypted(Encryption.IMPLICIT).test()).isInstanceOf(Accepted.class);
    }
}
