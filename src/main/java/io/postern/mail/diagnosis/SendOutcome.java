package io.postern.mail.diagnosis;

import org.jspecify.annotations.Nullable;

/** The outcome of sending one mail. */
public sealed interface SendOutcome {

    /** The server took responsibility for it (any 2yz after the final dot). */
    record Accepted(String server, String reply) implements SendOutcome {}

    /** It was attempted. Whether the server accepted it is not known, or it refused. */
    record Failed(Failure failure) implements SendOutcome {}

    /** It was not attempted: the connection failed or ended before its turn. */
    record Unsent(Failure cause) implements SendOutcome {}

    /**
     * Why a mail was not accepted.
     *
     * @param recognised whether a rule named it; otherwise only its stage and its code did
     * @param server the address and port of the connection, or null when there was none
     * @param retry what it means for the queue; the reply's code may say more than the problem
     * @param reply what the server said, at most 2 kB, with visible control characters, to be escaped where it is shown; null when it
     *     said nothing, or nothing that may be shown
     */
    record Failure(
            SmtpProblem problem,
            boolean recognised,
            RetryClass retry,
            Stage stage,
            @Nullable String server,
            @Nullable String reply) {

        /** Message key of what this means for a delivery. From RECIPIENT on, one refusal alone holds no more than a domain's mails. */
        public String retryKey() {
            boolean oneHeard = retry == RetryClass.CONFIGURATION && stage.compareTo(Stage.RECIPIENT) >= 0;
            return retry.messageKey() + (oneHeard ? "-after-recipient" : "");
        }

        /** Whether the server asks for another attempt (4yz, RFC 5321 section 4.2.1), whatever the problem usually means. */
        public boolean asksForAnotherAttempt() {
            return reply != null && reply.startsWith("4");
        }

        /** Whether the server closes the connection, whatever it was asked (421, RFC 5321 section 3.8). */
        public boolean closesConnection() {
            return reply != null && reply.startsWith("421");
        }

        /** Whether the connection failed: the server said nothing. */
        public boolean isOfConnection() {
            return reply == null;
        }
    }
}
