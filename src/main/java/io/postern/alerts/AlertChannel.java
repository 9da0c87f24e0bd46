package io.postern.alerts;

/** A way by which alerts are sent to people. */
public enum AlertChannel {
    MAIL,
    WEBHOOK
}
