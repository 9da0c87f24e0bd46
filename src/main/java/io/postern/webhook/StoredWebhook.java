package io.postern.webhook;

import io.postern.net.HostName;
import io.postern.outbound.TrustedCertificates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is stored.
 *
 * @param access null when this process can't open it with its key
 */
public record StoredWebhook(long id, long version, WebhookChoices choices, @Nullable Access access) {

    /** Where its calls go, and the secret that signs them. */
    public record Access(WebhookUrl url, WebhookSecret secret) {}

    /** The whole address, as a form shows it; empty if it can't be opened. */
    public String address() {
        return access == null ? "" : HostName.shownInUrl(access.url().uri().toString());
    }

    /** As the trail shows it: without the path of the address, which may be a secret. */
    Map<String, Object> described(List<String> severities) {
        return Map.of(
                "webhookUrl", destination(),
                "format", choices.format(),
                "severity", severities.get(choices.severity()),
                "components", choices.components().isEmpty() ? "*" : String.join(", ", choices.components()),
                "trustedCertificates", TrustedCertificates.fingerprints(choices.trustedCertificates()));
    }

    /** Scheme, host and port; empty if the address can't be opened. */
    public String destination() {
        return access == null ? "" : access.url().origin();
    }
}
