package io.postern.mail.smtp;

import io.postern.mail.diagnosis.NotSmtp;
import io.postern.mail.diagnosis.ReplyTooLong;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of replies, one reply at a time: what follows the last line of one is kept for the next. Each reply has a budget of bytes
 * and of time: the mail library would read an endless line until the heap is full, and its timeout starts again at each byte. A
 * greeting is checked byte by byte, since other protocols can look like a reply that goes on ({@code SSH-}).
 */
final class ReplyStream extends FilterInputStream {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int HEAD_BYTES = 4 * 1024;
    private static final int TLS_ALERT = 0x15;

    private final Socket raw;
    /** What was read; from {@code next} to {@code end} not yet handed over. */
    private final byte[] received = new byte[8 * 1024];

    private int next;
    private int end;
    private ByteArrayOutputStream head = new ByteArrayOutputStream(0);
    private int left;
    private long deadline;
    private boolean greeting;
    private int column;
    /** Whether another line follows this one; a hyphen after the code says so. */
    private boolean lineFollows;

    private boolean complete;
    private boolean more;

    /** @param raw the socket below, whose read timeout is set for each read */
    ReplyStream(InputStream in, Socket raw) {
        super(in);
        this.raw = raw;
    }

    /** Expects one more reply. */
    void expect(Duration within, boolean asGreeting) {
        left = MOST_BYTES;
        head = new ByteArrayOutputStream(0);
        deadline = System.nanoTime() + within.toNanos();
        greeting = asGreeting;
        column = 0;
        lineFollows = false;
        complete = false;
        more = false;
    }

    /** Whether something came after the reply's last line. */
    boolean hasMore() {
        return more || next < end;
    }

    /** The beginning of the reply, one character for each byte. */
    String head() {
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** The same, with what came after the reply's last line. */
    String headAndMore() {
        return head() + new String(received, next, Math.min(end - next, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** At most what belongs to this reply. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == end && !receive()) {
            return -1;
        }
        int count = 0;
        do {
            byte octet = received[next++];
            buffer[offset + count++] = octet;
            take(octet & 0xff);
        } while (!complete && count < length && next < end);
        return count;
    }

    /** Waits for what comes next. False at the end. */
    private boolean receive() throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no whole reply in time");
        }
        raw.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        int count = super.read(received, 0, received.length);
        next = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    private void take(int octet) throws IOException {
        if (head.size() < HEAD_BYTES) {
            head.write(octet);
        }
        left--;
        if (left < 0) {
            throw new ReplyTooLong();
        }
        more |= complete;
        if (greeting && (column < 3 ? octet < '0' || octet > '9' : column == 3 && " -\r\n".indexOf(octet) < 0)) {
            throw new NotSmtp(octet == TLS_ALERT && column == 0);
        }
        lineFollows = column < 3 ? false : column == 3 ? octet == '-' : lineFollows;
        if (octet == '\n') {
            complete = !lineFollows;
            column = 0;
        } else {
            column++;
        }
    }
}
