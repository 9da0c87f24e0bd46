package io.postern.mail.message;

import io.postern.net.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text for headers (RFC 5322, RFC 2047). It always stays within its header, since control characters become spaces. ASCII is not
 * encoded, since spam filters hold needless encoding against a mail.
 */
final class HeaderText {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+|[\\u0080-\\u009f\\u2028\\u2029]+");

    /** A line that is not encoded has at most 78 characters, with the header's name. */
    private static final int LONGEST_PLAIN = 60;

    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern ASCII = Pattern.compile("[ -~]*");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9 ]+");
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\]");

    /** How an encoded word begins. Text that looks like one is encoded itself. */
    private static final String WORD_BEGINS = "=?";

    /** In Base64 they are 52 characters, so a line with "Subject: " stays below the 76 of RFC 2047. */
    private static final int BYTES_IN_A_WORD = 39;

    private HeaderText() {}

    /** For a header of free text, such as Subject. */
    static String unstructured(String text) {
        String clean = clean(text);
        return isReadable(clean) && canBeFolded(clean) ? folded(clean) : encoded(clean);
    }

    /** For From and Reply-To: {@code name <address>}. */
    static String mailbox(@Nullable String name, EmailAddress address) {
        String clean = name == null ? "" : clean(name);
        if (clean.isEmpty()) {
            return address.value();
        }
        return phrase(clean) + "\r\n <" + address.value() + ">";
    }

    private static String phrase(String name) {
        String quoted = '"' + SPECIAL.matcher(name).replaceAll("\\\\$0") + '"';
        if (quoted.length() > LONGEST_PLAIN || !isReadable(name)) {
            return encoded(name);
        }
        return ATOMS.matcher(name).matches() ? name : quoted;
    }

    private static boolean isReadable(String text) {
        return !text.contains(WORD_BEGINS) && ASCII.matcher(text).matches();
    }

    /** At single blanks, so that no line has nothing but blanks. */
    private static boolean canBeFolded(String text) {
        return !text.contains("  ") && BLANK.splitAsStream(text).allMatch(word -> word.length() <= LONGEST_PLAIN);
    }

    private static String folded(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : BLANK.splitAsStream(text).toList()) {
            boolean first = lines.isEmpty();
            boolean fits = column + 1 + word.length() <= LONGEST_PLAIN;
            lines.append(first ? "" : fits ? " " : "\r\n ").append(word);
            column = (first || !fits ? 0 : column + 1) + word.length();
        }
        return lines.toString();
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
                .append(WORD_BEGINS + "UTF-8?B?")
                .append(base64)
                .append("?=");
    }
}
