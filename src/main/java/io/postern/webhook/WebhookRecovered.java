package io.postern.webhook;

/** Calls that failed one after the other get through again, or are no longer wanted. */
public record WebhookRecovered() {}
