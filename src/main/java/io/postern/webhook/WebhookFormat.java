package io.postern.webhook;

import io.postern.net.Coded;

/** The format that a receiver understands. */
public enum WebhookFormat implements Coded {
    /** All of it as JSON, signed by Standard Webhooks. */
    STANDARD,
    /** An object with only the field {@code text}: Slack, Mattermost, Rocket.Chat. */
    TEXT,
    DISCORD,
    /** An Adaptive Card for a workflow of Microsoft Teams. */
    TEAMS,
    GOOGLE_CHAT;

    /** {@code webhook.format.google-chat} and so on. */
    public String messageKey() {
        return "webhook.format." + code();
    }
}
