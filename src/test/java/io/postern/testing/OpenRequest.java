package io.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A request whose body its client is still sending. */
public final class OpenRequest implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3})");
    private static final int PATIENCE = 60_000;

    private final Socket socket;

    private OpenRequest(Socket socket) {
        this.socket = socket;
    }

    /** Sends the head: the first line and headers beside that of the host. */
    public static OpenRequest begin(int port, String... head) {
        return raw(
                port,
                head[0] + "\r\nHost: localhost\r\n"
                        + String.join("\r\n", List.of(head).subList(1, head.length)) + "\r\n\r\n");
    }

    /** Sends the text alone. */
    public static OpenRequest raw(int port, String text) {
        try {
            OpenRequest request = new OpenRequest(new Socket(InetAddress.getLoopbackAddress(), port));
            request.socket.setTcpNoDelay(true);
            return request.send(text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The head of a form of that length. */
    public static OpenRequest form(int port, String path, int length) {
        return begin(
                port,
                "POST " + path + " HTTP/1.1",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + length);
    }

    public OpenRequest send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a connection that the server has closed by now, nothing comes. */
    public OpenRequest send(byte[] part) {
        try {
            socket.getOutputStream().write(part);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // The answer says why.
        }
        return this;
    }

    /** Whether the server still waits for the rest. */
    public boolean isUnanswered() {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** The status of the answer; 0 for a connection that was closed without one. */
    public int status() {
        try {
            socket.setSoTimeout(PATIENCE);
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return line.isEmpty() ? 0 : Integer.parseInt(line.substring(line.length() - 3));
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer", silent);
        } catch (IOException closed) {
            return 0;
        }
    }

    /** The status of each answer until the connection ends. */
    public List<Integer> answers() {
        try {
            socket.setSoTimeout(PATIENCE);
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return STATUS.matcher(text)
                    .results()
                    .map(each -> Integer.valueOf(each.group(1)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // So it is.
        }
    }
}
