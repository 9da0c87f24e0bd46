package io.postern.mail.diagnosis;

import org.jspecify.annotations.Nullable;

/** What became of one mail. */
public sealed interface SendOutcome {

    /** The server took responsibility for it (any 2yz after the final dot). */
    record Accepted(String server, String reply) implements SendOutcome {}

    /** It was attempted and is not known to be accepted. */
    record Failed(Failure failure) implements SendOutcome {}

    /** It was not attempted, since the connection failed or ended before its turn. */
    record Unsent(Failure cause) implements SendOutcome {}

    /**
     * Why, in the closed vocabulary.
     *
     * @param recognised whether a rule knows it, rather than its stage and digits alone
     * @param server the address and port spoken to, or null when there was none
     * @param retry what it means for the queue; by the reply's code where that says more than the problem
     * @param reply what the server said, at most 2 kB, control characters made visible: to be escaped where it is shown; null
     *     when it said nothing, or nothing that may be shown
     */
    record Failure(
            SmtpProblem problem,
            boolean recognised,
            RetryClass retry,
            Stage stage,
            @Nullable String server,
            @Nullable String reply) {

        /** Whether the server asks for another attempt (4yz, RFC 5321 section 4.2.1), whatever the problem usually means. */
        public boolean asksForAnotherAttempt() {
            return reply != null && reply.startsWith("4");
        }
    }
}
