package io.postern.webhook;

import java.util.Locale;

/** The format that a receiver understands. */
public enum WebhookFormat {
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
        return "webhook.format." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
