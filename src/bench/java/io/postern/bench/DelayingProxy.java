package io.postern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Makes a server on this machine a distant one: all bytes arrive so much later, each way. The bandwidth is that of loopback. */
final class DelayingProxy implements AutoCloseable {

    static final Duration ONE_WAY = Duration.ofMillis(10);

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int target;

    DelayingProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                threads.execute(() -> join(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try {
            // SYN, SYN-ACK, ACK: only then would the server know of the connection.
            LockSupport.parkNanos(3 * ONE_WAY.toNanos());
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            carry(near, far);
            carry(far, near);
        } catch (IOException gone) {
            close(near);
        }
    }

    private record Piece(byte[] bytes, long due) {}

    private void carry(Socket from, Socket to) throws IOException {
        BlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>();
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        threads.execute(() -> read(in, onTheWay));
        threads.execute(() -> {
            write(onTheWay, out);
            close(to);
        });
    }

    private static void read(InputStream in, BlockingQueue<Piece> onTheWay) {
        byte[] buffer = new byte[16 * 1024];
        int count = 0;
        while (count >= 0) {
            try {
                count = in.read(buffer);
            } catch (IOException gone) {
                count = -1;
            }
            // An empty one is the end.
            onTheWay.add(new Piece(Arrays.copyOf(buffer, Math.max(0, count)), System.nanoTime() + ONE_WAY.toNanos()));
        }
    }

    private static void write(BlockingQueue<Piece> onTheWay, OutputStream out) {
        try {
            for (Piece piece = onTheWay.take(); piece.bytes().length > 0; piece = onTheWay.take()) {
                while (System.nanoTime() < piece.due()) {
                    LockSupport.parkNanos(piece.due() - System.nanoTime());
                }
                out.write(piece.bytes());
            }
        } catch (IOException gone) {
            // The other direction notices too.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
