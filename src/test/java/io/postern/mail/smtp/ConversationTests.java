package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.mail.smtp.StageListener.State;
import io.postern.net.EmailAddress;
import io.postern.outbound.Cancellation;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;

/** One mail, from its first stage to its last, and what the server is told on the way. */
class ConversationTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTestCanBeCancelledAtAnyTime() throws InterruptedException {
        server.on(Phase.MAIL, Act.hang());
        Cancellation cancellation = new Cancellation();
        List<StageReport> reports = new ArrayList<>();
        SmtpSender sender = Accounts.at(server).sender();
        Thread cancelling = new Thread(() -> {
            server.awaitHanging();
            cancellation.cancel();
        });
        cancelling.start();

        SmtpTestResult result = sender.test(Accounts.mail(), reports::add, cancellation);
        cancelling.join();

        assertThat(problem(result)).isEqualTo(SmtpProblem.CANCELLED);
        assertThat(reports).last().satisfies(report -> {
            assertThat(report.stage()).isEqualTo(Stage.SENDER);
            assertThat(report.state()).isEqualTo(State.CANCELLED);
        });
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void aTestCancelledBeforeItBeganDoesNotConnect() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        SmtpTestResult result = Accounts.at(server).sender().test(Accounts.mail(), report -> {}, cancellation);

        assertThat(problem(result)).isEqualTo(SmtpProblem.CANCELLED);
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void reportsStagesInOrder() {
        server.startTls(TestCertificates.good());
        assertThat(stages(Encryption.STARTTLS, "geheim"))
                .containsExactly(
                        "resolve ok",
                        "connect ok",
                        "greeting ok",
                        "ehlo ok",
                        "tls ok",
                        "ehlo ok",
                        "authorize skipped",
                        "authenticate ok",
                        "sender ok",
                        "recipient ok",
                        "data ok",
                        "done ok");

        server.implicitTls(TestCertificates.good());
        assertThat(stages(Encryption.IMPLICIT, null))
                .containsExactly(
                        "resolve ok",
                        "connect ok",
                        "tls ok",
                        "greeting ok",
                        "ehlo ok",
                        "authorize skipped",
                        "authenticate skipped",
                        "sender ok",
                        "recipient ok",
                        "data ok",
                        "done ok");
    }

    private List<String> stages(Encryption encryption, String password) {
        List<StageReport> reports = new ArrayList<>();
        Accounts account = Accounts.at(server).encrypted(encryption);
        SmtpSender sender = (password == null ? account : account.password(password)).sender();

        sender.test(Accounts.mail(), reports::add, new Cancellation());

        return reports.stream()
                .filter(report -> report.state() != State.RUNNING)
                .map(report -> report.stage().code() + " " + report.state().code())
                .toList();
    }

    @Tag("case-81")
    @Test
    void theServerIsToldNoInternalName() {
        Accounts.at(server).test();
        Accounts.at(server).ehloName("mail.corp.example").test();

        assertThat(server.lines()).contains("EHLO [127.0.0.1]", "EHLO mail.corp.example");
        assertThat(server.lines().stream().filter(line -> line.startsWith("EHLO")))
                .hasSize(2);
    }

    @Tag("case-81")
    @Test
    void overIpv6TheLiteralSaysSo() {
        try (ScriptedSmtpServer six = ScriptedSmtpServer.start("::1")) {
            Accounts.at(six).host("[::1]").test();

            assertThat(six.lines()).contains("EHLO [IPv6:0:0:0:0:0:0:0:1]");
        } catch (AssertionError noIpv6) {
            assumeThat(noIpv6).hasNoCause();
            throw noIpv6;
        }
    }

    @Tag("case-84")
    @Test
    void aNonAsciiLocalPartIsNeverSent() throws MessagingException {
        assertThat(EmailAddress.parse("šdmin@corp.example")).isEmpty();
        SmtpSender sender = Accounts.at(server).sender();
        MimeMessage message = sender.createMimeMessage();
        message.setFrom("postern@corp.example");
        InternetAddress address = new InternetAddress();
        address.setAddress("šdmin@corp.example");
        message.setRecipient(Message.RecipientType.TO, address);
        message.setText("x");

        assertThatThrownBy(() -> sender.send(message)).isInstanceOf(MailSendException.class);
        assertThat(server.lines())
                .contains("MAIL FROM:<postern@corp.example>")
                .noneMatch(line -> line.startsWith("RCPT"));
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void springsOwnWayGoesThroughTheSameConnection() throws MessagingException {
        server.startTls(TestCertificates.good()).on(Phase.QUIT, Act.reset());
        SmtpSender sender = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .sender();
        MimeMessage message = sender.createMimeMessage();
        message.setFrom("postern@corp.example");
        message.setRecipients(Message.RecipientType.TO, "a@corp.example");
        message.setSubject("Hello");
        message.setText("Hello");
        message.setHeader("Message-ID", "<fixed@corp.example>");

        sender.send(message);

        assertThat(server.accepted()).singleElement().satisfies(mail -> assertThat(mail.messageId())
                .isEqualTo("<fixed@corp.example>"));
        assertThat(server.signIns()).singleElement().matches(ScriptedSmtpServer.SignIn::encrypted);
    }

    private static SmtpProblem problem(SmtpTestResult result) {
        return ((Failed) result.outcome()).failure().problem();
    }
}
