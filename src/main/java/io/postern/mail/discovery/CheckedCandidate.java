package io.postern.mail.discovery;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.discovery.Candidate.SignIn;
import io.postern.mail.discovery.Candidate.Source;
import io.postern.mail.smtp.SmtpProbeResult;
import io.postern.net.Coded;
import io.postern.net.EmailAddress;
import io.postern.outbound.CertificateInfo;
import io.postern.outbound.TrustedCertificates;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A candidate that was connected to, and what came of it. No credential was sent. */
public record CheckedCandidate(Candidate candidate, SmtpProbeResult result) {

    private static final Set<String> PASSWORD = Set.of("PLAIN", "LOGIN");
    private static final Set<String> OAUTH = Set.of("XOAUTH2", "OAUTHBEARER");

    /** What it is good for. The earlier, the better. */
    enum Fitness implements Coded {
        PASSWORD,
        OAUTH2,
        /** Only its certificate's issuer is not known here. */
        UNTRUSTED,
        /** Nobody signs in: it may let this machine in by its address, or it only takes the domain's own mail. */
        RELAY,
        /** It wants one to sign in by other means. */
        OTHER,
        FAILED;

        /** Message key of why it was not taken, though it can be connected to. */
        String messageKey() {
            return "mail.discovery.verdict." + code();
        }
    }

    Fitness fitness() {
        if (result.failure() != null) {
            return result.failure().problem() == SmtpProblem.CERTIFICATE_UNTRUSTED ? Fitness.UNTRUSTED : Fitness.FAILED;
        }
        if (candidate.signIn() == SignIn.OAUTH2) {
            return Fitness.OAUTH2;
        }
        if (candidate.signIn() == SignIn.NONE || result.mechanisms().isEmpty()) {
            return Fitness.RELAY;
        }
        if (result.mechanisms().stream().anyMatch(PASSWORD::contains)) {
            return Fitness.PASSWORD;
        }
        return result.mechanisms().stream().anyMatch(OAUTH::contains) ? Fitness.OAUTH2 : Fitness.OTHER;
    }

    /** Whether its certificate is valid for its host, by an issuer that is known here. */
    boolean isVerified() {
        return result.failure() == null;
    }

    /** Whether the domain itself says that this is its server: by the name, or by a file over HTTPS. */
    boolean isOfDomain(EmailAddress address) {
        String host = candidate.host();
        return host.equals(address.domain())
                || host.endsWith("." + address.domain())
                || candidate.source() == Source.FILE
                || candidate.source() == Source.PROVIDER;
    }

    public @Nullable Failure failure() {
        return result.failure();
    }

    /** The names that its certificate is for, if that was the problem. */
    public List<String> otherNames() {
        Failure failure = result.failure();
        return failure != null && failure.problem() == SmtpProblem.CERTIFICATE_NAME_MISMATCH
                ? result.chain().stream()
                        .limit(1)
                        .flatMap(own -> CertificateInfo.names(own).stream())
                        .toList()
                : List.of();
    }

    /** The certificate that would have to be trusted, if that is all that is missing. */
    public @Nullable X509Certificate trustable() {
        return fitness() == Fitness.UNTRUSTED ? result.trustable().orElse(null) : null;
    }

    public @Nullable String trustablePem() {
        X509Certificate missing = trustable();
        return missing == null ? null : TrustedCertificates.pem(missing);
    }

    /** Message key of the button that trusts it. */
    public String trustLabelKey() {
        X509Certificate missing = trustable();
        return missing == null || TrustedCertificates.isCa(missing)
                ? "mail.diagnosis.quick-fix.trust-ca"
                : "mail.diagnosis.quick-fix.trust-server";
    }

    public @Nullable String fingerprint() {
        X509Certificate missing = trustable();
        return missing == null ? null : CertificateInfo.fingerprint(missing);
    }

    public @Nullable String certificateSubject() {
        X509Certificate missing = trustable();
        return missing == null ? null : missing.getSubjectX500Principal().getName();
    }
}
