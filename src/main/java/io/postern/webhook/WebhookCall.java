package io.postern.webhook;

import java.util.UUID;

/** A call that is being made. */
public record WebhookCall(UUID id, String event, String body, int attempts) {}
