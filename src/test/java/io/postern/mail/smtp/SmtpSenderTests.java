package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.message.OutgoingMail;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpSenderTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void manyMailsGoOverOneConnection() {
        List<OutgoingMail> mails = List.of(
                Accounts.mailTo("a@corp.example"),
                Accounts.mailTo("b@corp.example"),
                Accounts.mailTo("c@corp.example"));

        List<SendOutcome> outcomes = Accounts.deliver(Accounts.at(server).sender(), mails);

        assertThat(outcomes).hasSize(3).allMatch(Accepted.class::isInstance);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.accepted())
                .extracting(ReceivedMail::recipients)
                .containsExactly(List.of("a@corp.example"), List.of("b@corp.example"), List.of("c@corp.example"));
        assertThat(server.lines()).endsWith("QUIT");
    }

    @Test
    void startTlsProtectsThePassword() {
        server.startTls(TestCertificates.good()).takingOnly("geheim");

        SendOutcome outcome = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .test();

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(server.signIns()).singleElement().matches(ScriptedSmtpServer.SignIn::encrypted);
    }

    @Test
    void implicitTlsProtectsEverything() {
        server.implicitTls(TestCertificates.good()).offering("LOGIN").takingOnly("geheim");

        SendOutcome outcome = Accounts.at(server)
                .host("localhost")
                .encrypted(Encryption.IMPLICIT)
                .password("geheim")
                .test();

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(server.commands()).isNotEmpty().allMatch(ScriptedSmtpServer.Command::encrypted);
    }
}
