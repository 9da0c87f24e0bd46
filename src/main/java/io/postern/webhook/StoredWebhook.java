package io.postern.webhook;

import io.postern.net.HostName;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is stored.
 *
 * @param access null when this process can't open it with its key
 */
public record StoredWebhook(long id, long version, WebhookChoices choices, @Nullable Access access) {

    /** Where it leads, and with what its calls are signed. */
    public record Access(WebhookUrl url, WebhookSecret secret) {}

    /** All of the address, as a form shows it; empty when nobody can tell. */
    public String address() {
        return access == null ? "" : HostName.shownInUrl(access.url().uri().toString());
    }

    /** Scheme, host and port; empty when nobody can tell. */
    public String destination() {
        return access == null ? "" : access.url().origin();
    }
}
