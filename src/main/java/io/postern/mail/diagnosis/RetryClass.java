package io.postern.mail.diagnosis;

import java.util.Locale;

/** What a failure means for the queue. */
public enum RetryClass {
    /** This recipient, or this message, is refused for good: no further attempt. */
    RECIPIENT,
    /** Likely to pass: the message is tried again later. */
    TEMPORARY,
    /** Nobody's mail would go out: the queue pauses until the settings or the server are put right. */
    CONFIGURATION;

    /** The name in {@code data-retry}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Message key of what a delivery would meet. */
    public String messageKey() {
        return "mail.diagnosis.retry." + code();
    }
}
