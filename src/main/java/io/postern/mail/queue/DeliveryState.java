package io.postern.mail.queue;

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
        return "mail.deliveries.state." + name();
    }
}
