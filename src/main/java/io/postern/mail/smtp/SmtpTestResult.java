package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a test ended.
 *
 * @param transcript what was said, line by line, {@code C: } and {@code S: }; without secrets and without the message
 * @param chain the certificates that the server presented, its own first; empty if it presented none
 */
public record SmtpTestResult(SendOutcome outcome, List<String> transcript, List<X509Certificate> chain) {

    public SmtpTestResult {
        transcript = List.copyOf(transcript);
        chain = List.copyOf(chain);
    }

    /**
     * The certificate to trust so that this server is trusted: the topmost CA of the chain. If there is no CA in it, it is the server's
     * own certificate, which ends with its renewal. Before they trust it, administrators compare its fingerprint.
     */
    public Optional<X509Certificate> trustable() {
        return trustable(chain);
    }

    static Optional<X509Certificate> trustable(List<X509Certificate> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i).getBasicConstraints() >= 0) {
                return Optional.of(chain.get(i));
            }
        }
        return chain.stream().findFirst();
    }
}
