package io.postern.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server that remembers what it took, and can be killed, frozen and turned against its clients. */
final class Postbox implements AutoCloseable {

    enum Mood {
        WELL,
        /** Its process was killed: connections are refused. */
        KILLED,
        /** Its process is frozen: connections are open, and nothing is said. */
        FROZEN,
        TURNS_AWAY,
        REFUSES_SENDER,
        DEFERS_RECIPIENTS,
        REFUSES_RECIPIENTS,
        BUSY_AT_RECIPIENT,
        HANGS_UP_AT_RECIPIENT,
        LOSES_MESSAGES,
        /** It took them, but nobody hears of it. */
        LOSES_REPLIES,
        DRIPS
    }

    /** Counts what all servers took, in its order. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Collection<Copy> copies = new ConcurrentLinkedQueue<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final boolean pipelining;
    private final int port;
    private volatile ServerSocket listener;
    private volatile Mood mood = Mood.WELL;

    Postbox(boolean pipelining) throws IOException {
        this.pipelining = pipelining;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        threads.execute(this::listen);
    }

    int port() {
        return port;
    }

    Collection<Copy> copies() {
        return List.copyOf(copies);
    }

    int count() {
        return copies.size();
    }

    Mood mood() {
        return mood;
    }

    boolean pipelines() {
        return pipelining;
    }

    Copy take(String recipient, String raw) {
        Copy copy = Copy.of(NUMBERS.incrementAndGet(), recipient, raw);
        copies.add(copy);
        return copy;
    }

    /** Recipients that were refused for good. */
    Set<String> refused() {
        return refused;
    }

    void become(Mood next) throws IOException {
        Mood before = mood;
        mood = next;
        if (next == Mood.KILLED) {
            listener.close();
        }
        if (next == Mood.KILLED || before == Mood.FROZEN || before == Mood.DRIPS) {
            open.forEach(Postbox::reset);
        }
        if (before == Mood.KILLED && next != Mood.KILLED) {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            listener = again;
            threads.execute(this::listen);
        }
    }

    private void listen() {
        ServerSocket mine = listener;
        while (!mine.isClosed()) {
            try {
                Socket socket = mine.accept();
                open.add(socket);
                threads.execute(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Conversation(this, socket).hold();
        } catch (IOException gone) {
            reset(socket);
        } finally {
            open.remove(socket);
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

    @Override
    public void close() throws IOException {
        mood = Mood.KILLED;
        listener.close();
        open.forEach(Postbox::reset);
        threads.shutdownNow();
    }
}
