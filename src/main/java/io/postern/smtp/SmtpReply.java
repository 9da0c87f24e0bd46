package io.postern.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param code the three digits of RFC 5321 section 4.2
 * @param text all lines as they came, in the form in which they may be shown
 */
record SmtpReply(int code, String text) {

    private static final int LONGEST = 2048;
    private static final String CUT = "…";
    private static final Pattern LINE_START = Pattern.compile("^\\d{3}[ -]?\\s*");
    private static final Pattern ENHANCED = Pattern.compile("^[#\\[(]?([245]\\.\\d{1,3}\\.\\d{1,3})[\\])]?[:,]?\\s*");

    /** @param received the lines as the mail library hands them out: each byte one character */
    static SmtpReply of(int code, String received) {
        return new SmtpReply(code, shown(received));
    }

    /**
     * The reply as rules read it: {@code 535 5.7.8 username and password not accepted}. Codes stand once at the start, lines
     * are joined, white space is folded, everything is lower case.
     */
    String normalised() {
        String enhanced = "";
        StringBuilder words = new StringBuilder();
        for (String line : text.lines().toList()) {
            String rest = LINE_START.matcher(line).replaceFirst("");
            Matcher matcher = ENHANCED.matcher(rest);
            if (matcher.find()) {
                enhanced = enhanced.isEmpty() ? matcher.group(1) + " " : enhanced;
                rest = rest.substring(matcher.end());
            }
            words.append(rest).append(' ');
        }
        String joined = code + " " + enhanced + words;
        return joined.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    boolean isTemporary() {
        return code >= 400 && code < 500;
    }

    /** At most 2 kB of what came, decoded as UTF-8 if it is that, line ends kept, other control characters made visible. */
    static String shown(String received) {
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
        // More than can be shown need not be looked at; four bytes make at most one character.
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
