package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a test ended.
 *
 * @param transcript what was said, line by line, {@code C: } and {@code S: }; without secrets and without the message
 * @param chain the certificates that the server presented, its own first; empty when it did not come to that
 */
public record SmtpTestResult(SendOutcome outcome, List<String> transcript, List<X509Certificate> chain) {

    public SmtpTestResult {
        transcript = List.copyOf(transcript);
        chain = List.copyOf(chain);
    }

    /**
     * The certificate that one would trust so that this server is trusted: the topmost CA of the chain, or, when it presents no
     * CA at all, its own certificate, which a renewal will replace. Whoever trusts it has compared its fingerprint first.
     */
    public Optional<X509Certificate> trustable() {
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i).getBasicConstraints() >= 0) {
                return Optional.of(chain.get(i));
            }
        }
        return chain.stream().findFirst();
    }
}
