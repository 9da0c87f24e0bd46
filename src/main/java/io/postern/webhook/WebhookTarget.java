package io.postern.webhook;

/** Where calls go now. */
public sealed interface WebhookTarget {

    /** Nowhere: none is wanted. */
    record None() implements WebhookTarget {}

    /** There is one, and this process can't open it with its key. */
    record Unreadable() implements WebhookTarget {}

    /** There, signed with this. */
    record Ready(WebhookUrl url, WebhookSecret secret) implements WebhookTarget {}
}
