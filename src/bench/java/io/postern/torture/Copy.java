package io.postern.torture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail that a server took. */
final class Copy {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]*>)");
    private static final Pattern TOKEN = Pattern.compile("[?&]token=([\\w-]{43})");

    private final long number;
    private final String messageId;
    private final String recipient;
    private final String token;
    private volatile boolean heard;

    /**
     * @param number counted over all servers
     * @param token of the link; blank without one
     */
    Copy(long number, String messageId, String recipient, String token) {
        this.number = number;
        this.messageId = messageId;
        this.recipient = recipient;
        this.token = token;
    }

    static Copy of(long number, String recipient, String raw) {
        return new Copy(
                number,
                first(MESSAGE_ID, raw),
                recipient,
                first(TOKEN, raw.replace("=\r\n", "").replace("=3D", "=")));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    long number() {
        return number;
    }

    String messageId() {
        return messageId;
    }

    String recipient() {
        return recipient;
    }

    String token() {
        return token;
    }

    /** The sender went on, which it does once the acceptance is on record. */
    void wasHeard() {
        heard = true;
    }

    /** Whether the sender may not know that it was taken: the connection ended before it went on. */
    boolean isInDoubt() {
        return !heard;
    }

    @Override
    public String toString() {
        return "#%d %s to %s%s".formatted(number, messageId, recipient, heard ? "" : " (in doubt)");
    }
}
