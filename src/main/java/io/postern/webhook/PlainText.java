package io.postern.webhook;

/** Somebody else's text for a chat. */
public final class PlainText {

    private PlainText() {}

    /**
     * It must not call a whole channel, nor show a link or fetch a picture under another name: by the marks of Slack, and by those of
     * Markdown, which Mattermost and others read.
     */
    public static String of(String text) {
        return text.replace('<', '‹').replace('>', '›').replace("@", "@\u200B").replace("](", "]\u200B(");
    }
}
