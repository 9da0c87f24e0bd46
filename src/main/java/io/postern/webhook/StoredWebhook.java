package io.postern.webhook;

import io.postern.net.HostName;
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

    /** Scheme, host and port; empty if the address can't be opened. */
    public String destination() {
        return access == null ? "" : access.url().origin();
    }
}
