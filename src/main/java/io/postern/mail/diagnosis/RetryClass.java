package io.postern.mail.diagnosis;

/** What a failure means for the queue. */
public enum RetryClass {
    /** This recipient, or this message, is refused for good: no further attempt. */
    RECIPIENT,
    /** Likely to pass: the message is tried again later. */
    TEMPORARY,
    /** Nobody's mail would go out: the queue pauses until the settings or the server are put right. */
    CONFIGURATION
}
