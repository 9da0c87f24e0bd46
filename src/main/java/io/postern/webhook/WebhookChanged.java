package io.postern.webhook;

import io.postern.audit.Audited;
import io.postern.audit.Changes;
import io.postern.outbound.TrustedCertificates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A webhook leads somewhere else or tells something else, is new, or is gone. Of the address, the trail gets what is no secret. */
record WebhookChanged(String subject, Map<String, String> details) implements Audited {

    /**
     * Before and after, null for none.
     *
     * @param severities their names, by rank
     */
    static WebhookChanged of(@Nullable StoredWebhook before, @Nullable StoredWebhook after, List<String> severities) {
        StoredWebhook either = after == null ? before : after;
        String subject = either == null ? "" : either.destination();
        return new WebhookChanged(
                subject,
                new Changes()
                        .note(
                                "webhookUrl",
                                field(before, StoredWebhook::destination),
                                field(after, StoredWebhook::destination))
                        .note("format", choice(before, WebhookChoices::format), choice(after, WebhookChoices::format))
                        .note(
                                "severity",
                                choice(before, choices -> severities.get(choices.severity())),
                                choice(after, choices -> severities.get(choices.severity())))
                        .note(
                                "components",
                                choice(before, WebhookChanged::components),
                                choice(after, WebhookChanged::components))
                        .note(
                                "trustedCertificates",
                                choice(before, WebhookChanged::fingerprints),
                                choice(after, WebhookChanged::fingerprints))
                        .noted());
    }

    private static @Nullable Object field(@Nullable StoredWebhook webhook, Function<StoredWebhook, Object> field) {
        return webhook == null ? null : field.apply(webhook);
    }

    private static @Nullable Object choice(@Nullable StoredWebhook webhook, Function<WebhookChoices, Object> field) {
        return webhook == null ? null : field.apply(webhook.choices());
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
