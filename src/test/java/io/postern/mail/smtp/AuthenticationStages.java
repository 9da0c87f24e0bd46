package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.StageListener.Finding;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.mail.smtp.StageListener.State;
import io.postern.outbound.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** What a test of a sender shows when the right to sign in is fetched from somebody else first. */
final class AuthenticationStages {

    private AuthenticationStages() {}

    /** A stage of its own before the sign-in, with these findings. */
    static void show(SmtpSender sender, String... findings) {
        List<StageReport> reports = new ArrayList<>();
        sender.test(Accounts.mail(), reports::add, new Cancellation());

        assertThat(reports)
                .filteredOn(report -> report.state() == State.OK)
                .extracting(StageReport::stage)
                .containsSubsequence(Stage.TLS, Stage.AUTHORIZE, Stage.AUTHENTICATE, Stage.SENDER);
        assertThat(reports)
                .filteredOn(report -> report.stage() == Stage.AUTHORIZE)
                .last()
                .satisfies(report ->
                        assertThat(report.findings()).extracting(Finding::value).containsExactly(findings));
    }

    /** One mail was taken after one sign-in, over an encrypted connection. */
    static void signedIn(ScriptedSmtpServer server, SmtpTestResult result, String mechanism, String username) {
        assertThat(result.outcome()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(server.signIns()).singleElement().satisfies(signIn -> {
            assertThat(signIn.mechanism()).isEqualTo(mechanism);
            assertThat(signIn.username()).isEqualTo(username);
            assertThat(signIn.encrypted()).isTrue();
        });
    }
}
