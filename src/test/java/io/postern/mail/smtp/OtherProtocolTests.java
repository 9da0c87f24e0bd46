package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that know no EHLO, of which some speak no SMTP at all. */
class OtherProtocolTests {

    private static final String WITHOUT_EHLO = "502 5.5.1 Command not implemented";

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            220 ProFTPD Server (Debian)        | 500 EHLO not understood
            220 Microsoft FTP Service          | 500 Command not understood.
            220 (vsFTPd 3.0.3)                 | 530 Please login with USER and PASS.
            220 files.corp.example ready       | 502 Command not implemented
            """)
    void aServerOfFtpIsNoMailServer(String greeting, String answer) {
        server.on(Phase.GREETING, Act.reply(greeting)).on(Phase.EHLO, Act.reply(answer));

        assertThat(Accounts.at(server).password("geheim").failure().problem()).isEqualTo(SmtpProblem.NOT_SMTP);
        assertThat(server.signIns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "<html><h1>400 Bad Request</h1></html>"
            })
    void aServerOfHttpIsNoMailServer(String answer) {
        server.on(Phase.GREETING, Act.onceAddressed(Act.andClose(Act.reply(answer))));

        assertThat(Accounts.at(server).impatient().failure().problem()).isEqualTo(SmtpProblem.NOT_SMTP);
    }

    @Test
    void aServerOfHttpsIsNoMailServer() {
        server.implicitTls(TestCertificates.good())
                .on(Phase.GREETING, Act.onceAddressed(Act.andClose(Act.reply("HTTP/1.1 400 Bad Request", ""))));

        assertThat(Accounts.at(server)
                        .encrypted(Encryption.IMPLICIT)
                        .impatient()
                        .failure()
                        .problem())
                .isEqualTo(SmtpProblem.NOT_SMTP);
    }

    @Test
    void aServerThatSaysNothingStaysSilent() {
        server.on(Phase.GREETING, Act.onceAddressed(Act.hang()));

        assertThat(Accounts.at(server).impatient().failure().problem()).isEqualTo(SmtpProblem.SERVER_SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, true, AUTH_NOT_OFFERED",
        "STARTTLS, true, AUTH_NOT_OFFERED",
        "STARTTLS, false, STARTTLS_NOT_OFFERED"
    })
    void withoutEhloThereIsNoSignInAndNoTls(Encryption encryption, boolean signIn, SmtpProblem problem) {
        server.on(Phase.EHLO, Act.reply(WITHOUT_EHLO), Act.behave());
        Accounts account = Accounts.at(server).encrypted(encryption);

        assertThat((signIn ? account.password("geheim") : account).failure())
                .satisfies(failure -> assertThat(failure.problem()).isEqualTo(problem))
                .satisfies(failure -> assertThat(failure.reply()).isEqualTo(WITHOUT_EHLO));
    }

    @Test
    void heloIsEnoughWhereNothingElseIsWanted() {
        server.on(Phase.EHLO, Act.reply(WITHOUT_EHLO), Act.behave());

        assertThat(Accounts.at(server).test()).isInstanceOf(Accepted.class);
    }
}
