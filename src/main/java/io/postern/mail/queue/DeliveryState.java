package io.postern.mail.queue;

import io.postern.net.Coded;

/** Where a mail stands. */
public enum DeliveryState implements Coded {
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
        return "mail.deliveries.state." + code();
    }
}
