package io.postern.webhook;

import io.postern.audit.Audited;

/** Calls are signed with another secret from now on. */
record WebhookSecretRenewed(String subject) implements Audited {

    @Override
    public String action() {
        return "webhook.audit.secret-renewed";
    }
}
