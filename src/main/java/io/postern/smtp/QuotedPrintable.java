package io.postern.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text as quoted-printable UTF-8 (RFC 2045, section 6.7): lines of at most 76 characters that end with CRLF, nothing but printable
 * ASCII in them, no blank at the end of one. Our own, since every mail has two such parts, and the mail library's encoder, which goes
 * octet by octet through a stream, took as long as all of the sending.
 */
final class QuotedPrintable {

    private static final int LONGEST_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out;
    private int column;

    private QuotedPrintable(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** @param text whose lines end with CRLF, LF or CR */
    static void encode(String text, ByteArrayOutputStream out) {
        new QuotedPrintable(out).encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private void encode(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (octet == '\n' || octet == '\r') {
                boolean pair = octet == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
                i += pair ? 1 : 0;
                endLine();
            } else if (isBlank(octet) ? isBeforeLineEnd(octets, i) : octet < '!' || octet > '~' || octet == '=') {
                room(3);
                out.write('=');
                out.write(HEX[octet >> 4 & 15]);
                out.write(HEX[octet & 15]);
            } else {
                room(1);
                out.write(octet);
            }
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isBeforeLineEnd(byte[] octets, int at) {
        return at + 1 == octets.length || octets[at + 1] == '\n' || octets[at + 1] == '\r';
    }

    /** Breaks the line softly, when so many characters and the mark of a soft break don't fit any more. */
    private void room(int characters) {
        if (column + characters >= LONGEST_LINE) {
            out.write('=');
            endLine();
        }
        column += characters;
    }

    private void endLine() {
        out.write('\r');
        out.write('\n');
        column = 0;
    }
}
