package io.postern.delivery;

/** Where a mail stands. */
enum DeliveryState {
    QUEUED,
    SENDING,
    SENT,
    FAILED,
    DROPPED,
    CANCELLED;

    boolean isFinished() {
        return this != QUEUED && this != SENDING;
    }

    public String messageKey() {
        return "delivery.state." + name();
    }
}
