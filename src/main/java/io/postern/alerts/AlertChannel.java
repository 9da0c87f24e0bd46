package io.postern.alerts;

/** How one is told of an alert without looking for it. */
public enum AlertChannel {
    MAIL,
    WEBHOOK
}
