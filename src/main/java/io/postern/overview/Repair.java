package io.postern.overview;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry under “To do”: a failure that is there, or that can be foreseen, and what cures it. Readers see those whose page they may
 * open.
 *
 * @param code stays the same in every language; each code has one entry at most
 * @param evidence what shows that it is so
 * @param by when it matters, if that is known
 * @param href the page that cures it
 * @param button cures it at once, without that page
 */
public record Repair(
        String code,
        Severity severity,
        Text title,
        List<Text> evidence,
        @Nullable Instant by,
        String href,
        @Nullable Button button) {

    /** The most severe one first. */
    public enum Severity {
        /** Something fails now. */
        ERROR,
        /** Something will fail, or fails for some. */
        WARNING,
        /** It would be better otherwise. */
        ADVICE;

        public String messageKey() {
            return "overview.severity." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A text in the reader's language.
     *
     * @param href the page of what it speaks of; a link for those who may open it
     */
    public record Text(String key, List<Object> arguments, @Nullable String href) {

        public static Text of(String key, Object... arguments) {
            return new Text(key, List.of(arguments), null);
        }

        public Text on(String page) {
            return new Text(key, arguments, page);
        }
    }

    /** A form of one button. */
    public record Button(String path, String labelKey) {}

    /** An entry without evidence or date. */
    public static Repair of(Severity severity, String code, Text title, String href) {
        return new Repair(code, severity, title, List.of(), null, href, null);
    }

    public Repair because(List<Text> shown) {
        return new Repair(code, severity, title, List.copyOf(shown), by, href, button);
    }

    public Repair because(Text... shown) {
        return because(List.of(shown));
    }

    public Repair by(@Nullable Instant when) {
        return new Repair(code, severity, title, evidence, when, href, button);
    }

    public Repair curedBy(Button cure) {
        return new Repair(code, severity, title, evidence, by, href, cure);
    }
}
