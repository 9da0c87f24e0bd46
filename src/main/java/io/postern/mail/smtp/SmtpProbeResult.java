package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection came that was to send nothing.
 *
 * @param failure null if it came to its end
 * @param mechanisms for AUTH, in upper case, as the server offered them last
 * @param chain the certificates that the server presented, its own first; empty if it presented none
 */
public record SmtpProbeResult(@Nullable Failure failure, Set<String> mechanisms, List<X509Certificate> chain) {

    public SmtpProbeResult {
        mechanisms = Set.copyOf(mechanisms);
        chain = List.copyOf(chain);
    }

    /** The certificate to trust so that this server is trusted: as in {@link SmtpTestResult#trustable()}. */
    public Optional<X509Certificate> trustable() {
        return SmtpTestResult.trustable(chain);
    }
}
