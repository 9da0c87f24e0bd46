package io.postern.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that understands CONNECT alone. To it, every name is one of this machine. */
public final class ConnectProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final @Nullable String credentials;
    private final boolean silent;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private ConnectProxy(@Nullable String credentials, boolean silent) {
        this.credentials = credentials;
        this.silent = silent;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        start(this::acceptAll);
    }

    public static ConnectProxy open() {
        return new ConnectProxy(null, false);
    }

    /** @param credentials {@code user:password}, without which it answers 407 */
    public static ConnectProxy wanting(String credentials) {
        return new ConnectProxy(credentials, false);
    }

    /** Never answers. */
    public static ConnectProxy silent() {
        return new ConnectProxy(null, true);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The targets to which it connected, as it was asked for them. */
    public List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    /** How many came, let through or not. */
    public int connections() {
        return sockets.size();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(ConnectProxy::closeQuietly);
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                sockets.add(client);
                if (!silent) {
                    start(() -> serve(client));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> request = head(client.getInputStream()).lines().toList();
            if (!isAuthorized(request)) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
                return;
            }
            String[] line = request.get(0).split(" ");
            if (!line[0].equals("CONNECT")) {
                answer(client, "405 Method Not Allowed");
                return;
            }
            int port = Integer.parseInt(line[1].substring(line[1].lastIndexOf(':') + 1));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                tunnels.add(line[1]);
                answer(client, "200 Connection established");
                start(() -> pass(server, client));
                pass(client, server);
            } catch (IOException nobody) {
                answer(client, "502 Bad Gateway");
            }
        } catch (IOException gone) {
            // One side has gone.
        }
    }

    private boolean isAuthorized(List<String> request) {
        if (credentials == null) {
            return request.stream().noneMatch(line -> line.startsWith("Proxy-Authorization:"));
        }
        byte[] secret = credentials.getBytes(StandardCharsets.UTF_8);
        return request.contains(
                "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(secret));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void answer(Socket client, String answer) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException ended) {
            // One side has gone.
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            // It is closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
