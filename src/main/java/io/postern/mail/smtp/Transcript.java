package io.postern.mail.smtp;

import java.util.ArrayList;
import java.util.List;

/** What was said, for the person who tests. It has no secrets, and of the message only that it was sent. */
final class Transcript {

    private static final int MOST_LINES = 400;

    private final boolean enabled;
    private final List<String> lines = new ArrayList<>();

    /** @param enabled false for deliveries, which nobody watches */
    Transcript(boolean enabled) {
        this.enabled = enabled;
    }

    void client(String line) {
        add("C: ", line);
    }

    void server(String text) {
        if (enabled) {
            text.lines().forEach(line -> add("S: ", line));
        }
    }

    /** What happened beside the dialogue, such as a handshake. */
    void note(String line) {
        add("-- ", line);
    }

    private void add(String who, String line) {
        if (enabled && lines.size() < MOST_LINES) {
            lines.add(who + line);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
