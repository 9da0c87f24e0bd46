package io.postern.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The network between the application and one server, which can be cut, fall silent, be slow, or hand on few bytes at a time. */
final class Wire implements AutoCloseable {

    enum State {
        SOUND,
        /** Connections are reset, and new ones too. */
        CUT,
        /** Nothing arrives, and nobody is told. */
        SILENT,
        /** All arrives {@link #DELAY_MILLIS} late. */
        SLOW,
        /** All arrives in pieces of a few bytes. */
        CHOPPED
    }

    private static final int DELAY_MILLIS = 25;

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile State state = State.SOUND;

    Wire(int target) throws IOException {
        this.target = target;
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was lost in silence stays lost: as at a firewall that forgot its connections, what is open then ends with it. */
    void become(State next) {
        State before = state;
        state = next;
        if (next == State.CUT || before == State.SILENT) {
            open.forEach(Wire::reset);
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                open.add(near);
                threads.execute(() -> join(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try {
            if (state == State.CUT) {
                throw new IOException("cut");
            }
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            threads.execute(() -> carry(near, far));
            carry(far, near);
        } catch (IOException gone) {
            end(near);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass(buffer, read, out);
            }
        } catch (IOException gone) {
            // The other direction notices too.
        }
        end(from);
        end(to);
    }

    private void pass(byte[] bytes, int count, OutputStream out) throws IOException {
        State now = state;
        if (now == State.SLOW) {
            LockSupport.parkNanos(DELAY_MILLIS * 1_000_000L);
        }
        int piece = now == State.CHOPPED ? 7 : count;
        for (int at = 0; at < count; at += piece) {
            if (state != State.SILENT) {
                out.write(bytes, at, Math.min(piece, count - at));
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        if (state == State.CUT) {
            reset(socket);
        }
        try {
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Wire::reset);
        threads.shutdownNow();
    }
}
