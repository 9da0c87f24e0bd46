package io.postern.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text from another system, made safe to show to people. */
public final class ShownText {

    private static final int LONGEST = 2048;
    private static final String CUT = "…";

    private ShownText() {}

    /** At most 2 kB of the text, decoded as UTF-8 if it is UTF-8. Line ends stay, other control characters become visible. */
    public static String of(String received) {
        StringBuilder shown = new StringBuilder();
        int bytes = 0;
        for (int point :
                decoded(received).replace("\r\n", "\n").strip().codePoints().toArray()) {
            String visible = visible(point);
            bytes += visible.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST - CUT.getBytes(StandardCharsets.UTF_8).length) {
                return shown.append(CUT).toString();
            }
            shown.append(visible);
        }
        return shown.toString();
    }

    private static String decoded(String received) {
        // No more than can be shown: a character has at most four bytes.
        String head = received.length() > 4 * LONGEST ? received.substring(0, 4 * LONGEST) : received;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            return head;
        }
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
