package io.postern.mail;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the recipient's language. The queue makes the text and the HTML part from it, so all mails look alike, and every
 * value is escaped in one place.
 *
 * @param listing what the paragraphs announce
 * @param action the one thing to do, shown as a button and, in the text part, as its address
 * @param optOut where one can choose to get no such mails; shown small at the end, and by many mail programs at the top
 */
public record Letter(
        Locale language,
        String subject,
        String greeting,
        List<String> paragraphs,
        @Nullable Listing listing,
        @Nullable Action action,
        List<String> closing,
        @Nullable Action optOut) {

    public Letter(
            Locale language,
            String subject,
            String greeting,
            List<String> paragraphs,
            @Nullable Action action,
            List<String> closing) {
        this(language, subject, greeting, paragraphs, null, action, closing, null);
    }

    public record Action(String label, URI link) {}

    /**
     * Things under headings.
     *
     * @param more what is left out, or null
     */
    public record Listing(List<Section> sections, @Nullable String more) {}

    public record Section(String heading, List<Item> items) {}

    /**
     * One of the things.
     *
     * @param label its severity
     * @param urgent whether the severity is high
     * @param note more about it
     */
    public record Item(String label, boolean urgent, String text, String note) {}

    /** Without its content, since its link is a secret. */
    @Override
    public String toString() {
        return "Letter";
    }
}
