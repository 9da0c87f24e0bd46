package io.postern.alerts;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says: a message in the reader's language, or a text as it came.
 *
 * @param arguments of the message, each in one line
 * @param detailKey a second message, on what to do
 */
public record AlertText(
        @Nullable String key, List<String> arguments, @Nullable String detailKey, @Nullable String verbatim) {

    /** In characters as people count them, beyond Java's 16 bits. */
    static final int LONGEST = 512;

    private static final int LONGEST_ARGUMENT = 254;

    /** A control character would end a line of the list or of a mail; the direction marks would turn what stands around it. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    static boolean isSafe(String text) {
        return !UNSAFE.matcher(text).find();
    }

    public static AlertText message(String key, String... arguments) {
        return new AlertText(
                key,
                List.of(arguments).stream()
                        .map(each -> safe(each, LONGEST_ARGUMENT))
                        .toList(),
                null,
                null);
    }

    public static AlertText ofVerbatim(String text) {
        return new AlertText(null, List.of(), null, safe(text, LONGEST));
    }

    public AlertText withDetail(String messageKey) {
        return new AlertText(key, arguments, messageKey, verbatim);
    }

    /** The text itself, or as much of it as is allowed, with a sign that there was more. */
    public static String cut(String text, int longest) {
        boolean fits = text.codePointCount(0, text.length()) <= longest;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static String safe(String text, int longest) {
        return cut(UNSAFE.matcher(text).replaceAll("\uFFFD"), longest);
    }
}
