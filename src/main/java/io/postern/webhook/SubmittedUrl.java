package io.postern.webhook;

/** What somebody typed as the address of the webhook. */
public sealed interface SubmittedUrl permits WebhookUrl, SubmittedUrl.Malformed {

    /** No address, or not one for a webhook; why, as a message key. */
    record Malformed(String messageKey) implements SubmittedUrl {}
}
