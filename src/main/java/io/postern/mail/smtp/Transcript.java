package io.postern.mail.smtp;

import java.util.ArrayList;
import java.util.List;

/** What was said, for the person who tests. Secrets never get here; the message itself is only hinted at. */
final class Transcript {

    private static final int MOST_LINES = 400;

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    /** @param kept false for deliveries, where nobody reads it */
    Transcript(boolean kept) {
        this.kept = kept;
    }

    void client(String line) {
        add("C: ", line);
    }

    void server(String text) {
        if (kept) {
            text.lines().forEach(line -> add("S: ", line));
        }
    }

    /** What happened beside the dialogue, such as a handshake. */
    void note(String line) {
        add("-- ", line);
    }

    private void add(String who, String line) {
        if (kept && lines.size() < MOST_LINES) {
            lines.add(who + line);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
