package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Command;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that somebody on the way says in plain text counts once TLS was asked for (RFC 3207). */
class StartTlsInjectionTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatComesWithTheAnswerToStartTlsIsForgotten() {
        server.startTls(TestCertificates.good()).offering("LOGIN").on(Phase.STARTTLS, peer -> {
            Act.reply("220 go ahead", "250-injected", "250 AUTH PLAIN").play(peer);
            return Act.Then.ENCRYPT;
        });

        SmtpTestResult result = testWithStartTls();

        assertThat(result.outcome()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(result.transcript())
                .containsSequence(
                        "C: STARTTLS",
                        "S: 220 go ahead",
                        "-- (dropped: what came in clear behind the answer to STARTTLS)")
                .contains("C: AUTH LOGIN")
                .noneMatch(line -> line.contains("injected"));
        assertThat(server.signIns()).singleElement().satisfies(signIn -> {
            assertThat(signIn.mechanism()).isEqualTo("LOGIN");
            assertThat(signIn.encrypted()).isTrue();
        });
        assertThat(server.commands())
                .startsWith(
                        new Command("EHLO [127.0.0.1]", false),
                        new Command("STARTTLS", false),
                        new Command("EHLO [127.0.0.1]", true),
                        new Command("AUTH LOGIN", true));
        assertThat(server.accepted()).hasSize(1);
    }

    @Test
    void whatComesInPlaceOfTheHandshakeEndsTheAttempt() {
        server.startTls(TestCertificates.good())
                .on(Phase.HANDSHAKE, Act.onceAddressed(Act.andClose(Act.reply("250-injected", "250 AUTH PLAIN"))));

        SmtpTestResult result = testWithStartTls();

        assertThat(result.outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().problem()).isEqualTo(SmtpProblem.TLS_HANDSHAKE_REFUSED);
            assertThat(failed.failure().stage()).isEqualTo(Stage.TLS);
            assertThat(failed.failure().reply()).isEqualTo("220 go ahead");
        });
        assertThat(result.transcript()).endsWith("C: STARTTLS", "S: 220 go ahead");
        assertThat(server.lines()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
    }

    @Test
    void whatTheServerSaidBeforeTlsIsForgotten() {
        server.startTls(TestCertificates.good()).on(Phase.SECOND_EHLO, Act.reply("502 5.5.1 no"), Act.behave());

        Failure failure = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.AUTH_NOT_OFFERED);
        assertThat(server.signIns()).isEmpty();
    }

    private SmtpTestResult testWithStartTls() {
        return Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .sender()
                .test(Accounts.mail(), report -> {}, new Cancellation());
    }
}
