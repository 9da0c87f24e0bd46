package io.postern.torture;

import io.postern.torture.Postbox.Mood;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a {@link Postbox} says to one client. */
final class Conversation {

    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    private final Postbox box;
    private final BufferedInputStream in;
    private final OutputStream out;
    private String recipient = "";
    private @Nullable Copy last;

    Conversation(Postbox box, Socket socket) throws IOException {
        this.box = box;
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    void hold() throws IOException {
        say(box.mood() == Mood.TURNS_AWAY ? "421 4.3.2 come back later" : "220 torture.example ESMTP");
        if (box.mood() == Mood.TURNS_AWAY) {
            return;
        }
        boolean more = true;
        while (more) {
            String line = line();
            more = line != null && obey(line);
        }
    }

    private boolean obey(String line) throws IOException {
        if (line.startsWith("EHLO")) {
            say(box.pipelines() ? "250-torture.example\r\n250-PIPELINING\r\n250 8BITMIME" : "250 torture.example");
        } else if (line.startsWith("MAIL")) {
            recipient = "";
            say(box.mood() == Mood.REFUSES_SENDER ? "550 5.7.1 this sender may not send here" : "250 2.1.0 OK");
        } else if (line.startsWith("RCPT TO:<")) {
            return recipient(line.substring(9, line.indexOf('>')));
        } else if (line.equals("DATA")) {
            if (recipient.isEmpty()) {
                say("554 5.5.1 no valid recipients");
            } else {
                say("354 go on");
                return message();
            }
        } else if (line.equals("QUIT")) {
            heard();
            say("221 2.0.0 bye");
            return false;
        } else {
            say("250 2.0.0 OK");
        }
        return true;
    }

    private boolean recipient(String address) throws IOException {
        switch (box.mood()) {
            case DEFERS_RECIPIENTS -> say("451 4.7.1 greylisted, come back later");
            case REFUSES_RECIPIENTS -> {
                box.refused().add(address);
                say("550 5.1.1 no such user");
            }
            case BUSY_AT_RECIPIENT -> {
                say("421 4.3.2 closing down");
                return false;
            }
            case HANGS_UP_AT_RECIPIENT -> throw new IOException("hangs up");
            default -> {
                recipient = address;
                say("250 2.1.5 OK");
            }
        }
        return true;
    }

    private boolean message() throws IOException {
        out.flush();
        int first = in.read();
        if (first >= 0) {
            heard();
        }
        String raw = read(first);
        if (box.mood() == Mood.LOSES_MESSAGES) {
            throw new IOException("lost");
        }
        await();
        Copy copy = box.take(recipient, raw);
        last = copy;
        if (box.mood() == Mood.LOSES_REPLIES) {
            throw new IOException("lost");
        }
        say("250 2.0.0 taken");
        return true;
    }

    private void heard() {
        if (last != null) {
            last.wasHeard();
        }
    }

    private String read(int first) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(4096);
        int matched = 2;
        for (int octet = first; ; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("no end of message");
            }
            message.write(octet);
            matched = octet == END[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
            if (matched == END.length) {
                return message.toString(StandardCharsets.US_ASCII);
            }
        }
    }

    private void say(String reply) throws IOException {
        await();
        byte[] bytes = (reply + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; box.mood() == Mood.DRIPS && i < bytes.length - 1; i++) {
            out.write(bytes[i]);
            out.flush();
            bytes[i] = 0;
            LockSupport.parkNanos(50_000_000);
        }
        for (byte octet : bytes) {
            if (octet != 0) {
                out.write(octet);
            }
        }
    }

    /** Answers once nothing more is there, as servers do that offer PIPELINING. */
    private @Nullable String line() throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** A frozen process goes on where it stood, if its connections are still there. */
    private void await() {
        while (box.mood() == Mood.FROZEN) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
