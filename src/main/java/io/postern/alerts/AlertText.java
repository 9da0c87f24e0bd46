package io.postern.alerts;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says: a message in the reader's language, or a text as it came.
 *
 * @param arguments of the message, each in one line
 * @param detailKey a second message, on what to do
 * @param verbatim the text as it came, in one line
 * @param detail more of what came, which may have several lines
 */
public record AlertText(
        @Nullable String key,
        List<String> arguments,
        @Nullable String detailKey,
        @Nullable String verbatim,
        @Nullable String detail) {

    /** In characters as people count them, beyond Java's 16 bits. */
    static final int LONGEST = 512;

    /** Of what came beside the text, counted like it. */
    static final int LONGEST_DETAIL = 4096;

    private static final int LONGEST_ARGUMENT = 254;

    /** A control character would end a line of the list or of a mail; the direction marks would turn what stands around it. */
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

    /** A text in one line, whatever it had. What is too long is cut, and is whole at the beginning of the detail. */
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

    /** The text itself, or as much of it as is allowed, with a sign that there was more. */
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
