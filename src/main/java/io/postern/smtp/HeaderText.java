package io.postern.smtp;

import io.postern.net.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text for headers (RFC 2047). Whatever it holds, it stays within its header: control characters become spaces. */
final class HeaderText {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+|[\\u0080-\\u009f\\u2028\\u2029]+");
    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^=?]]*");
    private static final Pattern PLAIN_PHRASE = Pattern.compile("[A-Za-z0-9 ]+");

    /** So that an unencoded header fits a line of 78 characters, its name included. */
    private static final int LONGEST_PLAIN = 60;

    /** Base64 makes 52 characters of them, so that a line with "Subject: " stays below the 76 that RFC 2047 allows. */
    private static final int BYTES_IN_A_WORD = 39;

    private HeaderText() {}

    /** For a header of free text, such as Subject. */
    static String unstructured(String text) {
        String clean = clean(text);
        return PLAIN.matcher(clean).matches() && clean.length() <= LONGEST_PLAIN ? clean : encoded(clean);
    }

    /** For From and Reply-To: {@code name <address>}. */
    static String mailbox(@Nullable String name, EmailAddress address) {
        String clean = name == null ? "" : clean(name);
        if (clean.isEmpty()) {
            return address.value();
        }
        boolean plain = PLAIN_PHRASE.matcher(clean).matches() && clean.length() <= LONGEST_PLAIN;
        return (plain ? clean : encoded(clean)) + "\r\n <" + address.value() + ">";
    }

    private static String clean(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    private static String encoded(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > BYTES_IN_A_WORD) {
                append(words, word);
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += more;
        }
        append(words, word);
        return words.toString();
    }

    private static void append(StringBuilder words, StringBuilder word) {
        String base64 = Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8));
        words.append(words.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(base64)
                .append("?=");
    }
}
