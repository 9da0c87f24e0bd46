package io.postern.mail.queue;

import java.util.Locale;

/** Where a mail stands. */
public enum DeliveryState {
    QUEUED,
    SENDING,
    SENT,
    FAILED,
    DROPPED,
    CANCELLED;

    public boolean isFinished() {
        return this != QUEUED && this != SENDING;
    }

    public String messageKey() {
        return "mail.deliveries.state." + name().toLowerCase(Locale.ROOT);
    }
}
