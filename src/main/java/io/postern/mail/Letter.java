package io.postern.mail;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the recipient's language. The queue makes the text and the HTML part from it, so all mails look alike, and every
 * value is escaped in one place.
 *
 * @param details when and where it happened, and the like
 * @param listing what the paragraphs announce
 * @param action the one thing to do, shown as a button and, in the text part, as its address
 * @param optOut where one can choose to get no such mails; shown small at the end, and by many mail programs at the top
 */
public record Letter(
        Locale language,
        Opening opening,
        List<String> paragraphs,
        List<Detail> details,
        @Nullable Listing listing,
        @Nullable Action action,
        List<String> closing,
        @Nullable Action optOut) {

    public Letter(
            Locale language,
            Opening opening,
            List<String> paragraphs,
            List<Detail> details,
            @Nullable Action action,
            List<String> closing) {
        this(language, opening, paragraphs, details, null, action, closing, null);
    }

    /**
     * How it begins.
     *
     * @param preheader what a list of mails shows beside the subject; says nothing that the letter does not say
     */
    public record Opening(String subject, String preheader, String greeting) {}

    public record Detail(String label, String text) {}

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
     * @param label its severity, or that it is over
     * @param note more about it
     */
    public record Item(Tone tone, String label, String text, String note) {}

    /** The colour in which a mail shows how urgent a thing is. */
    public enum Tone {
        INFO,
        SUCCESS,
        WARNING,
        ERROR,
        FATAL,
        RESOLVED
    }

    /** Without its content, since its link is a secret. */
    @Override
    public String toString() {
        return "Letter";
    }
}
