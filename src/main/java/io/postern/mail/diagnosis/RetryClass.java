package io.postern.mail.diagnosis;

import java.util.Locale;

/** What a failure means for the queue. */
public enum RetryClass {
    /** This recipient or this message is refused for good: there is no further attempt. */
    RECIPIENT,
    /** Likely to pass: the message is tried again later. */
    TEMPORARY,
    /** No mail would be accepted: the queue is held until the settings or the server are put right. */
    CONFIGURATION;

    /** The name in {@code data-retry}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Message key of what this means for a delivery. */
    public String messageKey() {
        return "mail.diagnosis.retry." + code();
    }
}
