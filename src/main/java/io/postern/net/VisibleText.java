package io.postern.net;

import java.util.regex.Pattern;

/** Text without invisible or disguising characters, for names that others must be able to trust. */
public final class VisibleText {

    /**
     * Control characters, line and paragraph separators, unpaired surrogates, and of the format characters all but the joiners
     * that emoji and some scripts need: the rest reverses text or is invisible. So are the Hangul fillers, which count as letters.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u3164\\uffa0]|(?![\\u200c\\u200d])\\p{Cf}");

    /** Spaces of any kind, of which {@code strip} leaves those that do not break and that of Braille; joiners that join nothing. */
    private static final Pattern NOTHING = Pattern.compile("[\\p{Z}\\u2800\\u200c\\u200d]+");

    /** The blank of Braille and the Hangul fillers, which Unicode counts as visible. */
    private static final String FILLERS = "\u2800\u115f\u1160\u3164\uffa0";

    private static final int NEXT_LINE = 0x85;

    private VisibleText() {}

    /** Without white space and format characters of any script at the ends, as copying brings them along. */
    public static String trim(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (end > begin && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    /** Whether a secret begins or ends with white space, or holds characters that can't be seen: what one copies rather than types. */
    public static boolean hidesCharacters(String secret) {
        return !trim(secret).equals(secret)
                || secret.codePoints()
                        .anyMatch(point -> (isBlank(point) && point != ' ') || FILLERS.indexOf(point) >= 0);
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT
                || point == NEXT_LINE;
    }

    /** Whether there is something to be seen in a text that is not empty, and no character of it hides or disguises something. */
    public static boolean isVisible(String text) {
        return !INVISIBLE.matcher(text).find() && !NOTHING.matcher(text).matches();
    }
}
