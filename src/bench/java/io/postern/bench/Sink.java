package io.postern.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** A mail server that takes everything, notes when, and keeps the last message; or one that accepts connections and says nothing. */
final class Sink implements AutoCloseable {

    private static final int MOST = 1 << 20;

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLongArray order = new AtomicLongArray(MOST);
    private volatile boolean silent;
    private volatile String lastMessage = "";

    Sink() throws IOException {
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    void silent(boolean now) {
        silent = now;
    }

    /** Forgets what was accepted. */
    void forget() {
        times.clear();
        count.set(0);
    }

    int accepted() {
        return count.get();
    }

    /** When the last mail to this address was accepted, as {@link System#nanoTime}; null for never. */
    Long acceptedAt(String recipient) {
        return times.get(recipient);
    }

    /** When the mail with this number, counted from 0, was accepted. */
    long acceptedAt(int number) {
        return order.get(number);
    }

    String lastMessage() {
        return lastMessage;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            if (silent) {
                in.read();
                return;
            }
            say(out, "220 sink.example ESMTP");
            String recipient = "";
            for (String line = line(in, out); line != null; line = line(in, out)) {
                if (line.startsWith("EHLO")) {
                    say(out, "250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME");
                } else if (line.startsWith("RCPT TO:<")) {
                    recipient = line.substring(9, line.indexOf('>'));
                    say(out, "250 OK");
                } else if (line.equals("DATA")) {
                    say(out, "354 Go on");
                    out.flush();
                    lastMessage = message(in);
                    long now = System.nanoTime();
                    order.set(count.getAndIncrement(), now);
                    times.put(recipient, now);
                    say(out, "250 OK queued");
                } else if (line.equals("QUIT")) {
                    say(out, "221 Bye");
                    out.flush();
                    return;
                } else {
                    say(out, "250 OK");
                }
            }
        } catch (IOException gone) {
            // Who went away is counted by what was accepted.
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers once nothing more is there, as servers do that offer PIPELINING. */
    private static String line(BufferedInputStream in, OutputStream out) throws IOException {
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

    private static String message(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(4096);
        int matched = 2;
        byte[] end = {'\r', '\n', '.', '\r', '\n'};
        while (matched < end.length) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no end of message");
            }
            message.write(octet);
            matched = octet == end[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        return message.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
