package io.postern.webhook;

/** What failed gets through again, or the webhook was deleted. */
public record WebhookRecovered(long webhook) {}
