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

/** Reports the progress of one attempt to the listener. */
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
        startedAt = System.nanoTime();
        findings.clear();
        report(State.RUNNING, null);
    }

    /** Whether anybody wants to know what is found. */
    boolean wantsFindings() {
        return listener.wantsFindings();
    }

    void found(String key, String value) {
        if (wantsFindings() && !value.isBlank()) {
            findings.add(new Finding(key, value));
        }
    }

    void presented(String host, X509Certificate certificate) {
        listener.presented(host, certificate);
    }

    void ok() {
        report(State.OK, null);
    }

    void skip(Stage skipped) {
        listener.report(new StageReport(skipped, State.SKIPPED, Duration.ZERO, List.of(), null));
    }

    void fail(Failure failure) {
        boolean cancelled = failure.problem() == SmtpProblem.CANCELLED;
        report(cancelled ? State.CANCELLED : State.FAILED, cancelled ? null : failure);
    }

    private void report(State state, @Nullable Failure failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        listener.report(new StageReport(stage, state, elapsed, findings, failure));
    }

    /** What is weak about a certificate of the server's chain, though it is accepted. */
    void foundWeakness(X509Certificate certificate) {
        String subject = ": " + certificate.getSubjectX500Principal().getName();
        String key = CertificateInfo.weakKey(certificate);
        if (key != null) {
            found("mail.diagnosis.finding.weak-key", ShownText.of(key + subject));
        }
        String signature = CertificateInfo.weakSignature(certificate);
        if (signature != null) {
            found("mail.diagnosis.finding.weak-signature", ShownText.of(signature + subject));
        }
    }

    /** What a person wants to know of the server's certificate. */
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
