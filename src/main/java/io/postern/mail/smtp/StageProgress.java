package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.StageListener.Finding;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.mail.smtp.StageListener.State;
import io.postern.net.ShownText;
import io.postern.outbound.CertificateInfo;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports the progress of one attempt to the listener. Elapsed time is measured by a clock that nobody sets. */
final class StageProgress {

    private final StageListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private Stage stage = Stage.RESOLVE;
    private long startedAt;

    StageProgress(StageListener listener) {
        this.listener = listener;
    }

    Stage stage() {
        return stage;
    }

    void begin(Stage next) {
        stage = next;
        if (hasListener()) {
            startedAt = System.nanoTime();
            findings.clear();
            report(State.RUNNING, null);
        }
    }

    /** Whether anybody wants to know what is found. */
    boolean wantsFindings() {
        return hasListener() && listener.wantsFindings();
    }

    void found(String key, String value) {
        if (wantsFindings() && !value.isBlank()) {
            findings.add(new Finding(key, value));
        }
    }

    void presented(String host, X509Certificate certificate) {
        if (hasListener()) {
            listener.presented(host, certificate);
        }
    }

    void ok() {
        report(State.OK, null);
    }

    void skip(Stage skipped) {
        if (hasListener()) {
            listener.report(new StageReport(skipped, State.SKIPPED, Duration.ZERO, List.of(), null));
        }
    }

    void fail(Failure failure) {
        report(failure.problem() == SmtpProblem.CANCELLED ? State.CANCELLED : State.FAILED, failure);
    }

    private void report(State state, @Nullable Failure failure) {
        if (hasListener()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
            Failure shown = state == State.FAILED ? failure : null;
            listener.report(new StageReport(stage, state, elapsed, findings, shown));
        }
    }

    private boolean hasListener() {
        return listener != StageListener.NONE;
    }

    /** Reports what a person wants to know of the server's certificate. */
    void found(X509Certificate certificate, Clock clock) {
        found(
                "mail.diagnosis.finding.subject",
                ShownText.of(certificate.getSubjectX500Principal().getName()));
        found("mail.diagnosis.finding.names", ShownText.of(String.join(", ", CertificateInfo.names(certificate))));
        found(
                "mail.diagnosis.finding.issuer",
                ShownText.of(certificate.getIssuerX500Principal().getName()));
        found("mail.diagnosis.finding.fingerprint", CertificateInfo.fingerprint(certificate));
        long days = Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
        found("mail.diagnosis.finding.days-left", Long.toString(days));
    }
}
