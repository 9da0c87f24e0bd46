package io.postern.mail.diagnosis;

import io.postern.net.ShownText;
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
     * are joined, white space is folded, everything is lower case. Addresses are left out: what is in one says nothing.
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
        return joined.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    boolean isTemporary() {
        return code >= 400 && code < 500;
    }
}
