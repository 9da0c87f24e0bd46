package io.postern.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the recipient's language. The queue makes its text and its HTML part from it, so that all mails look
 * alike and every value is escaped in one place.
 *
 * @param action the one thing to do, shown as a button and, in the text part, as its address
 */
public record Letter(
        Locale language,
        String subject,
        String greeting,
        List<String> paragraphs,
        @Nullable Action action,
        List<String> closing) {

    public record Action(String label, URI link) {}

    /** Without what it says: its link is a secret. */
    @Override
    public String toString() {
        return "Letter";
    }
}
