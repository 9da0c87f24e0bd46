package io.postern.webhook;

/** What somebody typed as the address of the webhook. */
sealed interface TypedUrl permits WebhookUrl, TypedUrl.Malformed {

    /** No address, or not one for a webhook; why, as a message key. */
    record Malformed(String messageKey) implements TypedUrl {}
}
