package io.postern.webhook;

import java.util.Locale;

/** The language in which a receiver is told. */
public enum WebhookFormat {
    /** All of it as JSON, signed as Standard Webhooks has it. */
    STANDARD,
    /** An object with the field {@code text} alone: Slack, Mattermost, Rocket.Chat. */
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
