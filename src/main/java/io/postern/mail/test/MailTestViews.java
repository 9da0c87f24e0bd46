package io.postern.mail.test;

import io.postern.mail.account.Credentials;
import io.postern.mail.diagnosis.QuickFix;
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
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Turns a test's result into what the page shows, with the quick fixes that would change something in this form. */
@Component
class MailTestViews {

    private final QuickFixes quickFixes;

    MailTestViews(QuickFixes quickFixes) {
        this.quickFixes = quickFixes;
    }

    MailTestView of(MailTestExecutor.Run run, MailTestService.Order order, Map<String, String> typed) {
        String recipient = order.recipient().value();
        SmtpTestResult result = run.result();
        MailTestView bare = new MailTestView(
                StageView.of(run.stages()),
                result.outcome(),
                recipient,
                List.of(),
                "",
                null,
                result.transcript(),
                false);
        Failure failure = bare.failure();
        if (failure == null) {
            return bare;
        }
        X509Certificate trust = MailTestView.wants(failure, QuickFix.TRUST_CA)
                ? result.trustable().orElse(null)
                : null;
        String name = MailTestView.wants(failure, QuickFix.HOST_FROM_CERTIFICATE) ? name(result.chain()) : "";
        String found = trust == null ? name : TrustedCertificates.pem(trust);
        List<QuickFix> useful = failure.problem().quickFixes().stream()
                .filter(quickFix -> changesSomething(quickFixes.fields(quickFix, typed, found), typed))
                .toList();
        boolean hides = failure.stage() == Stage.AUTHENTICATE
                && order.account().credentials() instanceof Credentials.Password signIn
                && VisibleText.hidesCharacters(signIn.password());
        return new MailTestView(
                bare.stages(), bare.outcome(), recipient, useful, found, trust, bare.transcript(), hides);
    }

    private static boolean changesSomething(Map<String, String> fields, Map<String, String> typed) {
        return fields.entrySet().stream()
                .anyMatch(field -> !Objects.equals(typed.getOrDefault(field.getKey(), ""), field.getValue()));
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
