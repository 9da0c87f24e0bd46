package io.postern.mail.diagnosis;

import io.postern.net.ShownText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's reply.
 *
 * @param code the three digits of RFC 5321 section 4.2
 * @param text all lines as they came, in a form that may be shown
 */
public record SmtpReply(int code, String text) {

    private static final Pattern LINE_START = Pattern.compile("^\\d{3}[ -]?\\s*");
    private static final Pattern ADDRESS = Pattern.compile("<?[^\\s<>@:;,()\"']+@[^\\s<>@:;,()\"']+>?");
    /** Of Latin and Greek letters, and the dots of ё. The breve is left: it makes й of и. Those of other scripts stand elsewhere. */
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f&&[^\\u0306]]");

    private static final Pattern ENHANCED = Pattern.compile("^[#\\[(]?([245]\\.\\d{1,3}\\.\\d{1,3})[\\])]?[:,]?\\s*");

    /**
     * Makes a reply.
     *
     * @param received the lines as the mail library returns them, one character for each byte
     */
    public static SmtpReply of(int code, String received) {
        return new SmtpReply(code, ShownText.ofOctets(received));
    }

    /**
     * The reply as rules read it: {@code 535 5.7.8 username and password not accepted}. Codes stand once at the start, lines
     * are joined, white space is folded, everything is lower case and without accents. Addresses are left out: what is in one
     * says nothing. So is how Postfix begins, after RCPT, whatever it has to say.
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
        String joined = code + " " + enhanced + ADDRESS.matcher(words).replaceAll(" ");
        String folded = joined.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
        return withoutAccents(folded).replace("recipient address rejected: ", "");
    }

    /** Many servers write without. */
    private static String withoutAccents(String text) {
        String apart =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return Normalizer.normalize(apart, Normalizer.Form.NFC)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace('ø', 'o')
                .replace('ı', 'i')
                .replace('ł', 'l');
    }

    boolean isTemporary() {
        return code >= 400 && code < 500;
    }
}
