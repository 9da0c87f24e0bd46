package io.postern.webhook;

/** Somebody else's text for a chat. */
public final class PlainText {

    private PlainText() {}

    /**
     * Without the marks of Slack and of Markdown (Mattermost and others). So it can't call a whole channel, hide a link behind a name,
     * or load a picture.
     */
    public static String of(String text) {
        return text.replace('<', '‹').replace('>', '›').replace("@", "@\u200B").replace("](", "]\u200B(");
    }
}
