package io.postern.mail.test;

import io.postern.mail.account.Credentials;
import io.postern.mail.diagnosis.QuickFix;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.providers.QuickFixes;
import io.postern.mail.smtp.SmtpTestResult;
import io.postern.net.HostName;
import io.postern.net.VisibleText;
import io.postern.outbound.CertificateInfo;
import io.postern.outbound.TrustedCertificates;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test's result as the page shows it.
 *
 * @param failure null when the server accepted the mail
 * @param quickFixes those that would change something in the form
 * @param found what a quick fix takes over from the server's certificates, or blank
 * @param foundCertificate the certificate that a quick fix would trust, to be compared before; null when that is not a fix
 * @param passwordHidesCharacters whether that is likely why the sign-in failed
 */
public record MailTestView(
        List<StageView> stages,
        @Nullable Failure failure,
        String recipient,
        List<QuickFix> quickFixes,
        String found,
        @Nullable X509Certificate foundCertificate,
        List<String> transcript,
        boolean passwordHidesCharacters) {

    static final String ACCEPTED = "accepted";

    static MailTestView of(
            List<StageView> stages, SmtpTestResult result, MailTestService.Order order, QuickFixes quickFixes) {
        String recipient = order.recipient().value();
        Failure failure = failure(result.outcome());
        if (failure == null) {
            return new MailTestView(stages, null, recipient, List.of(), "", null, result.transcript(), false);
        }
        List<QuickFix> fixes = failure.problem().quickFixes();
        X509Certificate trust =
                fixes.contains(QuickFix.TRUST_CA) ? result.trustable().orElse(null) : null;
        String name = fixes.contains(QuickFix.HOST_FROM_CERTIFICATE) ? name(result.chain()) : "";
        String found = trust == null ? name : TrustedCertificates.pem(trust);
        Map<String, String> typed = order.form().fields();
        List<QuickFix> useful = fixes.stream()
                .filter(fix -> !typed.entrySet()
                        .containsAll(quickFixes.fields(fix, order.form(), found).entrySet()))
                .toList();
        boolean hides = failure.stage() == Stage.AUTHENTICATE
                && order.account().credentials() instanceof Credentials.Password signIn
                && VisibleText.hidesCharacters(signIn.password());
        return new MailTestView(stages, failure, recipient, useful, found, trust, result.transcript(), hides);
    }

    public boolean accepted() {
        return failure == null;
    }

    /** {@value #ACCEPTED}, or the problem's code. */
    public String code() {
        return failure == null ? ACCEPTED : failure.problem().code();
    }

    /** Message key of the result in one sentence. */
    public String messageKey() {
        if (failure == null) {
            return "mail.settings.test.accepted";
        }
        return switch (failure.problem()) {
            case DEADLINE_EXCEEDED -> "mail.settings.test.not-confirmed";
            case CANCELLED -> "mail.settings.test.cancelled";
            default -> "mail.settings.test.failed";
        };
    }

    public @Nullable String fingerprint() {
        return foundCertificate == null ? null : CertificateInfo.fingerprint(foundCertificate);
    }

    public @Nullable String certificateSubject() {
        return foundCertificate == null
                ? null
                : foundCertificate.getSubjectX500Principal().getName();
    }

    private static @Nullable Failure failure(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Failed failed
                ? failed.failure()
                : outcome instanceof SendOutcome.Unsent unsent ? unsent.cause() : null;
    }

    /** The first name of the server's certificate that can be entered as host. */
    private static String name(List<X509Certificate> chain) {
        return chain.stream()
                .limit(1)
                .flatMap(own -> CertificateInfo.names(own).stream())
                .filter(HostName::isName)
                .findFirst()
                .orElse("");
    }
}
