package io.postern.net;

import java.util.regex.Pattern;

/** Text that shows what it is: for names that people type and others must be able to trust. */
public final class VisibleText {

    /**
     * Control characters, line and paragraph separators, unpaired surrogates, and of the format characters all but the joiners
     * that emoji and some scripts need: the rest reverses text or is invisible. So are the Hangul fillers, which count as letters.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u3164\\uffa0]|(?![\\u200c\\u200d])\\p{Cf}");

    /** Spaces of any kind, of which {@code strip} leaves those that do not break and that of Braille; joiners that join nothing. */
    private static final Pattern NOTHING = Pattern.compile("[\\p{Z}\\u2800\\u200c\\u200d]+");

    private VisibleText() {}

    /** Whether there is something to be seen in a text that is not empty, and no character of it hides or disguises something. */
    public static boolean isVisible(String text) {
        return !INVISIBLE.matcher(text).find() && !NOTHING.matcher(text).matches();
    }
}
