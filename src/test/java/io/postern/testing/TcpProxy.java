package io.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Passes connections on to a port of this machine, and can fall silent as behind a power cut: nobody closes anything, nobody answers.
 * What was open or opened while it was silent stays silent for good.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Line line = new Line();

    /** What joins the connections of one time without silence. */
    private static final class Line {
        private volatile boolean dead;
    }

    private TcpProxy(ServerSocketFactory listeners, int target) throws IOException {
        this.target = target;
        listener = listeners.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::acceptAll);
    }

    public static TcpProxy to(int port) {
        return to(port, ServerSocketFactory.getDefault());
    }

    /** One that speaks TLS with its clients. */
    public static TcpProxy to(int port, SSLContext certificate) {
        return to(port, certificate.getServerSocketFactory());
    }

    private static TcpProxy to(int port, ServerSocketFactory listeners) {
        try {
            return new TcpProxy(listeners, port);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void fallSilent() {
        line.dead = true;
    }

    /** Only for connections that are opened from now on. */
    public void comeBack() {
        line = new Line();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(TcpProxy::closeQuietly);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                Line joined = line;
                if (!joined.dead) {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    start(() -> pass(client, server, joined));
                    start(() -> pass(server, client, joined));
                }
            } catch (IOException ended) {
                // Closed, or the target refuses: the next one may get through.
            }
        }
    }

    private static void pass(Socket from, Socket to, Line joined) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); !joined.dead && read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // One side has gone.
        }
        if (!joined.dead) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            // It is closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
