package io.postern.webhook;

import io.postern.audit.Audited;

/** A webhook has a new secret. */
record WebhookSecretRenewed(String subject) implements Audited {

    @Override
    public String action() {
        return "webhook.audit.secret-renewed";
    }
}
