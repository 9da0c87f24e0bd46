package io.postern.mail.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which code of a reply counts. */
final class ReplyCode {

    private static final Pattern REFUSED_LINE = Pattern.compile("(?m)^([45]\\d\\d)-");
    private static final Pattern LAST_LINE = Pattern.compile("(?:^|\n)(\\d{3})(?: [^\n]*)?\\s*$");

    private ReplyCode() {}

    /** The code of the last line. By RFC 5321 all lines have the same, but the library reads the first. */
    static int of(String command, int ofFirstLine, String reply) {
        Matcher last = LAST_LINE.matcher(reply);
        if (ofFirstLine == -1 || !last.find()) {
            return ofFirstLine;
        }
        int code = Integer.parseInt(last.group(1));
        Matcher refused = REFUSED_LINE.matcher(reply);
        // Where lines disagree about a message, a refusal counts: taken for accepted, the mail would be lost.
        return code < 400 && command.equals(".") && refused.find() ? Integer.parseInt(refused.group(1)) : code;
    }

    /**
     * The first digit decides (RFC 5321 section 4.2.1). The library asks for 250 exactly, and would send an accepted mail again.
     */
    static int asTheLibraryExpects(String command, int code) {
        boolean ofMail = command.equals(".") || command.startsWith("MAIL FROM:") || command.startsWith("RCPT TO:");
        return ofMail && code / 100 == 2 ? 250 : code;
    }
}
