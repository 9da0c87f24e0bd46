package io.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.Accounts;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Command;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.SmtpSender;
import io.postern.mail.smtp.SmtpTestResult;
import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.TestCertificates;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateTrustTests {

    /** A ServerHello of TLS 1.0. */
    private static final byte[] TLS_1_0 =
            HexFormat.of().parseHex("160301002a020000260301" + "00".repeat(32) + "00" + "002f" + "00");

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-71")
    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"STARTTLS", "IMPLICIT"})
    void aBadCertificateIsRefused(Encryption encryption) {
        assertThat(refusal(encryption, TestCertificates.expired())).isEqualTo(SmtpProblem.CERTIFICATE_NOT_VALID_NOW);
        assertThat(refusal(encryption, TestCertificates.selfSigned().context()))
                .isEqualTo(SmtpProblem.CERTIFICATE_UNTRUSTED);
        assertThat(refusal(encryption, TestCertificates.named("mail.other.example")))
                .isEqualTo(SmtpProblem.CERTIFICATE_NAME_MISMATCH);
        assertThat(refusal(encryption, TestCertificates.named("127.0.0.1")))
                .isEqualTo(SmtpProblem.CERTIFICATE_NAME_MISMATCH);
        assertThat(refusal(encryption, TestCertificates.ofAClient())).isEqualTo(SmtpProblem.CERTIFICATE_UNSUITABLE);
        assertThat(server.signIns()).isEmpty();
    }

    @Tag("case-71")
    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"STARTTLS", "IMPLICIT"})
    void oldTlsIsRefused(Encryption encryption) {
        server.on(Phase.HANDSHAKE, Act.onceAddressed(Act.raw(TLS_1_0)));

        assertThat(refusal(encryption, TestCertificates.good())).isEqualTo(SmtpProblem.TLS_TOO_OLD);
    }

    private SmtpProblem refusal(Encryption encryption, SSLContext context) {
        if (encryption == Encryption.IMPLICIT) {
            server.implicitTls(context);
        } else {
            server.startTls(context);
        }
        return Accounts.at(server)
                .host("localhost")
                .encrypted(encryption)
                .password("geheim")
                .failure()
                .problem();
    }

    @Test
    void aServersOwnCertificateCanBeTrusted() {
        TestCertificates.Leaf leaf = TestCertificates.selfSigned();
        server.startTls(leaf.context());

        assertThat(Accounts.at(server)
                        .encrypted(Encryption.STARTTLS)
                        .trusting(leaf.certificate())
                        .test())
                .isInstanceOf(Accepted.class);
        assertThat(server.commands())
                .filteredOn(command -> command.line().startsWith("MAIL"))
                .singleElement()
                .matches(Command::encrypted, "encrypted");
    }

    @Test
    void handsOutARefusedChainWithItsContents() {
        server.startTls(TestCertificates.good());
        List<StageListener.StageReport> reports = new ArrayList<>();
        SmtpSender sender =
                Accounts.at(server).encrypted(Encryption.STARTTLS).trusting().sender();

        SmtpTestResult result = sender.test(Accounts.mail(), reports::add, new Cancellation());

        assertThat(((Failed) result.outcome()).failure().problem()).isEqualTo(SmtpProblem.CERTIFICATE_UNTRUSTED);
        assertThat(result.chain()).hasSize(2).contains(TestCertificates.authority());
        assertThat(result.trustable()).contains(TestCertificates.authority());
        assertThat(CertificateInfo.names(result.chain().get(0))).contains("localhost", "127.0.0.1");
        assertThat(reports).last().satisfies(report -> {
            assertThat(report.stage()).isEqualTo(Stage.TLS);
            assertThat(report.findings())
                    .extracting(StageListener.Finding::key)
                    .contains(
                            "mail.diagnosis.finding.subject",
                            "mail.diagnosis.finding.fingerprint",
                            "mail.diagnosis.finding.days-left");
        });
    }

    /** What this JVM accepts all the same. */
    @Test
    void tellsOfAWeakKeyAndSignature() {
        server.startTls(TestCertificates.weak());
        List<StageListener.StageReport> reports = new ArrayList<>();

        SmtpTestResult result = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .sender()
                .test(Accounts.mail(), reports::add, new Cancellation());

        assertThat(result.outcome()).isInstanceOf(Accepted.class);
        assertThat(reports.stream().flatMap(report -> report.findings().stream()))
                .filteredOn(finding -> finding.warning() != null)
                .extracting(StageListener.Finding::key, StageListener.Finding::value)
                .containsExactly(
                        tuple("mail.diagnosis.finding.weak-key", "RSA 1024: CN=localhost"),
                        tuple("mail.diagnosis.finding.weak-signature", "SHA1withECDSA: CN=localhost"));
    }

    @Tag("case-71")
    @ParameterizedTest
    @CsvSource({"TLSv1.2, IMPLICIT", "TLSv1.2, STARTTLS", "TLSv1.3, IMPLICIT", "TLSv1.3, STARTTLS"})
    void tellsThatTheServerDemandsACertificate(String version, Encryption encryption) {
        server.speaking(version).demandingCertificates();

        assertThat(refusal(encryption, TestCertificates.good())).isEqualTo(SmtpProblem.CLIENT_CERTIFICATE_DEMANDED);
    }
}
