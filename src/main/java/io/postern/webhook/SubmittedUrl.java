package io.postern.webhook;

/** What somebody typed as the address of the webhook. */
public sealed interface SubmittedUrl permits WebhookUrl, SubmittedUrl.Malformed {

    /** No address, or none for a webhook. The key is of the text that says why. */
    record Malformed(String messageKey) implements SubmittedUrl {}
}
