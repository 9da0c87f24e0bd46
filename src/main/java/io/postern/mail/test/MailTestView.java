package io.postern.mail.test;

import io.postern.mail.account.Credentials;
import io.postern.mail.arrival.ArrivalStage;
import io.postern.mail.diagnosis.QuickFix;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.providers.Advice;
import io.postern.mail.providers.FailureAdvice;
import io.postern.mail.providers.QuickFixes;
import io.postern.mail.smtp.SmtpTestResult;
import io.postern.net.HostName;
import io.postern.net.VisibleText;
import io.postern.outbound.CertificateInfo;
import io.postern.outbound.TrustedCertificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test's result as the page shows it.
 *
 * @param arrival whether somebody said that the mail arrived
 * @param failure null when the server accepted the mail
 * @param advice null when the server accepted the mail
 * @param quickFixes those that would change something in the form
 * @param found what a quick fix takes over from the server's certificates, or blank
 * @param foundCertificate the certificate that a quick fix would trust, to be compared before; null when that is not a fix
 * @param passwordHidesCharacters whether that is likely why the sign-in failed
 * @param outOfDate whether a certificate that is not trusted has also expired, or is not valid yet
 */
public record MailTestView(
        List<StageView> stages,
        ArrivalStage arrival,
        @Nullable Failure failure,
        @Nullable Advice advice,
        String recipient,
        List<QuickFix> quickFixes,
        String found,
        @Nullable X509Certificate foundCertificate,
        List<String> transcript,
        boolean passwordHidesCharacters,
        boolean outOfDate) {

    static final String ACCEPTED = "accepted";

    private static final Set<QuickFix> SIGNS_IN = EnumSet.of(QuickFix.AUTHENTICATE_587, QuickFix.AUTHENTICATION_ON);

    static MailTestView of(
            List<StageView> stages,
            ArrivalStage arrival,
            SmtpTestResult result,
            MailTestService.Order order,
            QuickFixes quickFixes,
            FailureAdvice advice,
            Instant now) {
        String recipient = order.recipient().value();
        Failure failure = failure(result.outcome());
        if (failure == null) {
            return new MailTestView(
                    stages, arrival, null, null, recipient, List.of(), "", null, result.transcript(), false, false);
        }
        List<QuickFix> fixes = failure.problem().quickFixes();
        X509Certificate trust = fixes.contains(QuickFix.TRUST_CA)
                ? result.trustable().filter(issuer -> isValid(issuer, now)).orElse(null)
                : null;
        String name = fixes.contains(QuickFix.HOST_FROM_CERTIFICATE) ? name(result.chain()) : "";
        String found = trust == null ? name : TrustedCertificates.pem(trust);
        boolean signedIn = failure.stage().compareTo(Stage.AUTHENTICATE) > 0
                && !(order.account().credentials() instanceof Credentials.None);
        Map<String, String> typed = order.form().fields();
        List<QuickFix> useful = fixes.stream()
                .filter(fix -> !(signedIn && SIGNS_IN.contains(fix)))
                .filter(fix -> !typed.entrySet()
                        .containsAll(quickFixes.fields(fix, order.form(), found).entrySet()))
                .toList();
        boolean hides = failure.stage() == Stage.AUTHENTICATE
                && order.account().credentials() instanceof Credentials.Password signIn
                && VisibleText.hidesCharacters(signIn.password());
        boolean outOfDate = failure.problem() == SmtpProblem.CERTIFICATE_UNTRUSTED
                && result.chain().stream().limit(1).anyMatch(own -> !isValid(own, now));
        return new MailTestView(
                stages,
                arrival,
                failure,
                advice.on(failure.problem(), failure.reply(), order.form()),
                recipient,
                useful,
                found,
                trust,
                result.transcript(),
                hides,
                outOfDate);
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Message key of the button. Who trusts a certificate that is no CA's has to do it again once it is renewed. */
    public String label(QuickFix quickFix) {
        boolean ofServer = quickFix == QuickFix.TRUST_CA
                && foundCertificate != null
                && !TrustedCertificates.isCa(foundCertificate);
        return ofServer ? "mail.diagnosis.quick-fix.trust-server" : quickFix.messageKey();
    }

    public boolean accepted() {
        return failure == null;
    }

    /** {@value #ACCEPTED}, or the problem's code. */
    public String code() {
        return code(failure);
    }

    static String code(SendOutcome outcome) {
        return code(failure(outcome));
    }

    private static String code(@Nullable Failure failure) {
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
