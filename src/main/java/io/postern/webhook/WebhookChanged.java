package io.postern.webhook;

import io.postern.audit.Audited;
import io.postern.audit.Changes;
import io.postern.outbound.TrustedCertificates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A webhook was added, changed or deleted. Of the address, the trail gets scheme, host and port, since the rest is a secret. */
record WebhookChanged(String subject, Map<String, String> details) implements Audited {

    /**
     * Before and after, null for none.
     *
     * @param severities their names, by rank
     */
    static WebhookChanged of(@Nullable StoredWebhook before, @Nullable StoredWebhook after, List<String> severities) {
        StoredWebhook either = after == null ? before : after;
        Changes changes = new Changes();
        note(changes, "webhookUrl", before, after, StoredWebhook::destination);
        note(changes, "format", before, after, webhook -> webhook.choices().format());
        note(
                changes,
                "severity",
                before,
                after,
                webhook -> severities.get(webhook.choices().severity()));
        note(changes, "components", before, after, webhook -> components(webhook.choices()));
        note(changes, "trustedCertificates", before, after, webhook -> fingerprints(webhook.choices()));
        return new WebhookChanged(either == null ? "" : either.destination(), changes.noted());
    }

    private static void note(
            Changes changes,
            String name,
            @Nullable StoredWebhook before,
            @Nullable StoredWebhook after,
            Function<StoredWebhook, Object> field) {
        changes.note(name, before == null ? null : field.apply(before), after == null ? null : field.apply(after));
    }

    private static String components(WebhookChoices choices) {
        return choices.components().isEmpty() ? "*" : String.join(", ", choices.components());
    }

    private static String fingerprints(WebhookChoices choices) {
        return TrustedCertificates.fingerprints(choices.trustedCertificates());
    }

    @Override
    public String action() {
        return "webhook.audit.changed";
    }
}
