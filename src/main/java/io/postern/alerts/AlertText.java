package io.postern.alerts;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says: a message in the reader's language, or a text from outside.
 *
 * @param arguments of the message, one line each
 * @param detailKey a second message, on what to do
 * @param verbatim the text from outside, in one line
 * @param detail more from outside, possibly in several lines
 */
public record AlertText(
        @Nullable String key,
        List<String> arguments,
        @Nullable String detailKey,
        @Nullable String verbatim,
        @Nullable String detail) {

    /** In code points. */
    static final int LONGEST = 512;

    /** In code points. */
    static final int LONGEST_DETAIL = 4096;

    private static final int LONGEST_ARGUMENT = 254;

    /** A control character would end a line in the list or in a mail. A direction mark would turn the text around it. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    public static AlertText message(String key, String... arguments) {
        return new AlertText(
                key,
                List.of(arguments).stream()
                        .map(each -> safe(each, LONGEST_ARGUMENT))
                        .toList(),
                null,
                null,
                null);
    }

    public static AlertText ofVerbatim(String text) {
        return ofVerbatim(text, "");
    }

    /** Joins the text's lines. A text that is too long is cut; the detail then begins with all of it. */
    public static AlertText ofVerbatim(String text, String detail) {
        String line = oneLine(text);
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST;
        String more = (fits ? detail : text + "\n\n" + detail).strip();
        return new AlertText(null, List.of(), null, safe(line, LONGEST), more.isEmpty() ? null : safeLines(more));
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\v]+", " ");
    }

    public AlertText withDetail(String messageKey) {
        return new AlertText(key, arguments, messageKey, verbatim, detail);
    }

    /** The text, cut to the length if it is longer, with a sign that there was more. */
    public static String cut(String text, int longest) {
        boolean fits = text.codePointCount(0, text.length()) <= longest;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static String safeLines(String text) {
        String lines = text.lines()
                .map(line -> safe(line.replace('\t', ' '), LONGEST_DETAIL))
                .collect(Collectors.joining("\n"));
        return cut(lines, LONGEST_DETAIL);
    }

    private static String safe(String text, int longest) {
        return cut(UNSAFE.matcher(text).replaceAll("\uFFFD"), longest);
    }
}
