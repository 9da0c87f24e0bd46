package io.postern.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Text from another system, made safe to show to people. */
public final class ShownText {

    private static final int LONGEST = 2048;
    private static final String CUT = "…";

    private ShownText() {}

    /** At most 2 kB of the text. Line ends stay, other control characters become visible. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        int bytes = 0;
        for (int point : text.replace("\r\n", "\n").strip().codePoints().toArray()) {
            String visible = visible(point);
            bytes += visible.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST - CUT.getBytes(StandardCharsets.UTF_8).length) {
                return shown.append(CUT).toString();
            }
            shown.append(visible);
        }
        return shown.toString();
    }

    /** The same of bytes whose charset nobody named. */
    public static String ofBytes(byte[] received) {
        // No more than can be shown: a character has at most four bytes.
        boolean cut = received.length > 4 * LONGEST;
        return of(CharsetGuess.decode(cut ? Arrays.copyOf(received, 4 * LONGEST) : received, cut));
    }

    /** The same of bytes that stand in a text, one character for each. */
    public static String ofOctets(String received) {
        return ofBytes(received.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String visible(int point) {
        if (point == '\n') {
            return "\n";
        }
        if (point < 0x20) {
            return Character.toString(0x2400 + point);
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> String.format(Locale.ROOT, "\\u{%x}", point);
            default -> Character.toString(point);
        };
    }
}
