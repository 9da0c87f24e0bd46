package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.auth.KerberosLogin;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in at the mail server by Kerberos, with a real KDC and a server that holds the key of its service. */
class KerberosAuthenticationTests {

    private final TestKdc kdc = TestKdc.start();
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start()
            .startTls(TestCertificates.good())
            .kerberos(new ScriptedKerberos(TestKdc.SERVICE, kdc.serviceKeytab()));

    private @Nullable ServerSocket silent;

    @AfterEach
    void stop() throws IOException {
        server.close();
        kdc.close();
        if (silent != null) {
            silent.close();
        }
    }

    @Test
    void aKeytabSignsIn() {
        SmtpTestResult result = withKeytab().sender().test(Accounts.mail(), report -> {}, new Cancellation());

        AuthenticationStages.signedIn(server, result, "GSSAPI", TestKdc.CLIENT);
        assertThat(result.transcript())
                .filteredOn(line -> line.startsWith("C: "))
                .containsSubsequence("C: AUTH GSSAPI", "C: ***", "C: ***", "C: MAIL FROM:<postern@corp.example>")
                .noneMatch(line -> line.length() > 100);
    }

    @Test
    void theTicketCacheSignsIn() throws KrbException {
        Credentials.Kerberos identity = new Credentials.Kerberos(null, null, kdc.ticketCache(), "smtp");

        assertThat(KerberosLogin.ticketCachePrincipal(identity)).contains(TestKdc.CLIENT);
        assertThat(with(identity).test()).isInstanceOf(Accepted.class);
        assertThat(server.signIns()).singleElement().satisfies(signIn -> assertThat(signIn.username())
                .isEqualTo(TestKdc.CLIENT));
    }

    @Test
    void reportsTheTicketAsItsOwnStage() {
        AuthenticationStages.show(withKeytab().sender(), "smtp/localhost", TestKdc.CLIENT);
    }

    @Test
    void ticketsAreKeptSoThatTheKdcMayRest() throws KrbException {
        SmtpSender sender = withKeytab().sender();
        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);

        kdc.stop();

        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
        assertThat(server.signIns()).hasSize(2);
    }

    @Test
    void afterARefusalTheNextConnectionAsksForAnotherTicket() throws KrbException {
        SmtpSender sender = withKeytab().sender();
        server.on(Phase.AUTH, Act.reply("535 5.7.8 no"), Act.behave());
        assertThat(problem(Accounts.deliver(sender, List.of(Accounts.mail())))).isEqualTo(SmtpProblem.KERBEROS_FAILED);

        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);

        server.on(Phase.AUTH, Act.reply("535 5.7.8 no"));
        Accounts.deliver(sender, List.of(Accounts.mail()));
        kdc.stop();
        assertThat(problem(Accounts.deliver(sender, List.of(Accounts.mail())))).isEqualTo(SmtpProblem.KERBEROS_FAILED);
    }

    @Test
    void aKeytabWithoutTheKeyIsSaid() throws IOException {
        Path keytab = Files.copy(kdc.keytab(), kdc.file("other.keytab"));

        Failure failure = with("nobody@" + TestKdc.REALM, keytab).failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.KERBEROS_FAILED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHORIZE);
        assertThat(failure.retry()).isEqualTo(RetryClass.CONFIGURATION);
        assertThat(failure.reply()).contains("Unable to obtain password");
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void explainsAnOutdatedKeytab() throws KrbException {
        kdc.changePassword(TestKdc.CLIENT);

        assertThat(withKeytab().failure().reply()).contains("PREAUTH_FAILED");
    }

    @Test
    void aKeytabThatIsNotThereIsSaid() {
        assertThat(with(TestKdc.CLIENT, kdc.file("none.keytab")).failure().reply())
                .contains("Unable to obtain password");
    }

    @Test
    void aCacheWithoutATicketIsSaid() {
        Credentials.Kerberos identity = new Credentials.Kerberos(null, null, kdc.file("none.cache"), "smtp");

        assertThat(KerberosLogin.ticketCachePrincipal(identity)).isEmpty();
        assertThat(with(identity).failure().reply()).contains("Unable to obtain Principal Name");
    }

    @Test
    void aServerThatTheKdcDoesNotKnowIsSaid() {
        Credentials.Kerberos identity = new Credentials.Kerberos(TestKdc.CLIENT, kdc.keytab(), null, "nntp");

        assertThat(with(identity).failure().reply()).contains("Server not found");
    }

    @Test
    void aKdcThatIsNotThereIsSaid() throws KrbException {
        kdc.stop();

        Failure failure = withKeytab().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.KERBEROS_FAILED);
        assertThat(failure.reply()).contains("Connection refused");
    }

    @Tag("case-75")
    @Test
    void waitsForASilentKdcAsForTheMailServer() throws IOException {
        silenceKdc();

        Failure failure = withKeytab().impatient().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.KERBEROS_FAILED);
        assertThat(failure.reply()).isEqualTo("TimeoutException");
    }

    @Test
    void endsTheAttemptWhileWaitingForTheKdc() throws IOException {
        silenceKdc();

        assertThat(withKeytab().bound(Duration.ofMillis(1500)).failure().problem())
                .isEqualTo(SmtpProblem.DEADLINE_EXCEEDED);
    }

    @Test
    void aTestIsCancelledWhileItWaitsForTheKdc() throws IOException {
        silenceKdc();
        Cancellation cancellation = new Cancellation();
        StageListener cancelling = report -> {
            if (report.stage() == Stage.AUTHORIZE) {
                cancellation.cancel();
            }
        };

        SmtpTestResult result = withKeytab().sender().test(Accounts.mail(), cancelling, cancellation);

        assertThat(problem(List.of(result.outcome()))).isEqualTo(SmtpProblem.CANCELLED);
    }

    @Test
    void aServerWithoutGssapiGetsNothing() {
        server.offering("PLAIN LOGIN");
        assertThat(withKeytab().failure().problem()).isEqualTo(SmtpProblem.NO_COMMON_AUTH_MECHANISM);

        server.offering("");
        assertThat(withKeytab().failure().problem()).isEqualTo(SmtpProblem.AUTH_NOT_OFFERED);
        assertThat(commands()).doesNotContain("AUTH").contains("EHLO");
    }

    @Test
    void aServerThatDoesNotProveItselfGetsNoMail() {
        server.on(Phase.AUTH, peer -> {
            Act.reply("334 ").play(peer);
            return Act.onceAddressed(Act.reply("334 bm90aGluZw==")).play(peer);
        });

        assertThat(withKeytab().failure().problem()).isEqualTo(SmtpProblem.KERBEROS_FAILED);
        assertThat(commands()).contains("AUTH").doesNotContain("MAIL");
    }

    @Test
    void aServerThatSkipsTheProofGetsNoMail() {
        server.on(Phase.AUTH, Act.reply("235 2.7.0 welcome"));

        Failure failure = withKeytab().failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.UNEXPECTED);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(commands()).contains("AUTH").doesNotContain("MAIL");
    }

    private List<String> commands() {
        return server.lines().stream().map(line -> line.split(" ")[0]).toList();
    }

    private Accounts withKeytab() {
        return with(TestKdc.CLIENT, kdc.keytab());
    }

    private Accounts with(String principal, @Nullable Path keytab) {
        return with(new Credentials.Kerberos(principal, keytab, null, "smtp"));
    }

    private Accounts with(Credentials.Kerberos identity) {
        return Accounts.at(server)
                .host("localhost")
                .encrypted(Encryption.STARTTLS)
                .kerberos(identity);
    }

    /** Its backlog takes connections, and nobody answers on them. */
    private void silenceKdc() throws IOException {
        silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        kdc.configure(silent.getLocalPort());
    }

    private static SmtpProblem problem(List<SendOutcome> outcomes) {
        SendOutcome outcome = outcomes.get(0);
        Failure failure = outcome instanceof SendOutcome.Unsent unsent
                ? unsent.cause()
                : ((SendOutcome.Failed) outcome).failure();
        return failure.problem();
    }
}
