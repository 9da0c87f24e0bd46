package io.postern.webhook;

/**
 * Calls fail one after the other.
 *
 * @param webhook its number
 * @param destination scheme, host and port
 * @param problem a code for which there is the text {@code webhook.problem.<code>}
 */
public record WebhookFailing(long webhook, String destination, String problem) {

    /** Below which each webhook has its page. */
    public static final String PAGES = "/settings/webhooks";

    public String page() {
        return PAGES + "/" + webhook;
    }
}
