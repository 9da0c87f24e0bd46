package io.postern.alerts;

/** How one is told of an alert without looking for it. */
enum AlertChannel {
    MAIL,
    WEBHOOK
}
