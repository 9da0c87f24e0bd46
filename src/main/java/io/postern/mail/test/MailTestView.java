package io.postern.mail.test;

import io.postern.mail.diagnosis.QuickFix;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.outbound.CertificateInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test's result as the page shows it.
 *
 * @param quickFixes the fixes that one click would make
 * @param found what a quick fix takes over from the server's certificates, or blank
 * @param foundCertificate the certificate that would be trusted, to be compared before; null when that is not a fix
 * @param passwordHidesCharacters whether that is likely why the sign-in failed
 */
public record MailTestView(
        List<StageView> stages,
        SendOutcome outcome,
        String recipient,
        List<QuickFix> quickFixes,
        String found,
        @Nullable X509Certificate foundCertificate,
        List<String> transcript,
        boolean passwordHidesCharacters) {

    public boolean accepted() {
        return outcome instanceof SendOutcome.Accepted;
    }

    public @Nullable Failure failure() {
        return outcome instanceof SendOutcome.Failed failed
                ? failed.failure()
                : outcome instanceof SendOutcome.Unsent unsent ? unsent.cause() : null;
    }

    /** {@code accepted}, or the problem's code. */
    public String code() {
        Failure failure = failure();
        return failure == null ? LastTestResult.ACCEPTED : failure.problem().code();
    }

    /** Message key of the result in one sentence. */
    public String messageKey() {
        Failure failure = failure();
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

    static boolean wants(Failure failure, QuickFix quickFix) {
        return failure.problem().quickFixes().contains(quickFix);
    }
}
