package io.postern.webhook;

/**
 * Two calls of a webhook failed in a row.
 *
 * @param webhook its number
 * @param destination scheme, host and port
 * @param problem a code for which there is the text {@code webhook.problem.<code>}
 */
public record WebhookFailing(long webhook, String destination, String problem) {

    /** The path above the page of each webhook. */
    public static final String PAGES = "/settings/webhooks";

    public String page() {
        return PAGES + "/" + webhook;
    }
}
