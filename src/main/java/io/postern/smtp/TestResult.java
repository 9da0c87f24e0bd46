package io.postern.smtp;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How a test ended.
 *
 * @param transcript what was said, line by line, {@code C: } and {@code S: }; without secrets and without the message
 * @param chain the certificates that the server presented, its own first; empty when it did not come to that
 */
public record TestResult(SendOutcome outcome, List<String> transcript, List<X509Certificate> chain) {

    public TestResult {
        transcript = List.copyOf(transcript);
        chain = List.copyOf(chain);
    }
}
