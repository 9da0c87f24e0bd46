package io.postern.mail.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text as quoted-printable UTF-8 (RFC 2045, section 6.7): lines of at most 76 printable ASCII characters, without a blank at the end.
 * The mail library has an encoder too, but that took as long as all of the sending.
 */
final class QuotedPrintable {

    private static final int LONGEST_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] octets;
    private final byte[] encoded;
    private int length;
    private int column;

    private QuotedPrintable(byte[] octets) {
        this.octets = octets;
        // An octet becomes three characters at most. 25 octets fill a line, and three more characters end it.
        this.encoded = new byte[3 * octets.length + 3 * (octets.length / 25 + 1)];
    }

    /** @param text whose lines end with CRLF, LF or CR */
    static void encode(String text, ByteArrayOutputStream out) {
        QuotedPrintable part = new QuotedPrintable(text.getBytes(StandardCharsets.UTF_8));
        part.encode();
        out.write(part.encoded, 0, part.length);
    }

    private void encode() {
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (octet == '\n' || octet == '\r') {
                boolean pair = octet == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
                i += pair ? 1 : 0;
                endLine();
            } else if (isBlank(octet) ? isBeforeLineEnd(i) : octet < '!' || octet > '~' || octet == '=') {
                room(3);
                write('=');
                write(HEX[octet >> 4 & 15]);
                write(HEX[octet & 15]);
            } else {
                room(1);
                write(octet);
            }
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private boolean isBeforeLineEnd(int at) {
        return at + 1 == octets.length || octets[at + 1] == '\n' || octets[at + 1] == '\r';
    }

    /** Breaks the line softly if these characters and the mark of a soft break no longer fit. */
    private void room(int characters) {
        if (column + characters >= LONGEST_LINE) {
            write('=');
            endLine();
        }
        column += characters;
    }

    private void endLine() {
        write('\r');
        write('\n');
        column = 0;
    }

    private void write(int octet) {
        encoded[length++] = (byte) octet;
    }
}
