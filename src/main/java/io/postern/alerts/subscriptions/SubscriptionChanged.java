package io.postern.alerts.subscriptions;

import io.postern.audit.Audited;

/** Somebody chose which alerts to get by mail. */
record SubscriptionChanged(String subject) implements Audited {

    @Override
    public String action() {
        return "alerts.audit.subscribed";
    }
}
