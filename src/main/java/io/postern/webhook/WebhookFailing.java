package io.postern.webhook;

/**
 * Calls fail one after the other.
 *
 * @param destination scheme, host and port
 * @param problem a code for which there is the text {@code webhook.problem.<code>}
 */
public record WebhookFailing(String destination, String problem) {}
