package io.postern.mail.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The connection as an {@link Act} sees it. */
public final class ScriptedPeer {

    private final ScriptedSmtpServer server;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private @Nullable CountDownLatch waitedFor;

    ScriptedPeer(ScriptedSmtpServer server, Socket socket, InputStream in, OutputStream out) {
        this.server = server;
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    public OutputStream out() {
        return out;
    }

    /** Swallows one byte that the other side sends. */
    public void awaitInput() throws IOException {
        if (in.read() < 0) {
            throw new EOFException();
        }
    }

    /** Whether the other side sends more without an answer. */
    public boolean hearsMore() throws IOException {
        for (int i = 0; in.available() == 0 && i < 50; i++) {
            isReleasedWithin(Duration.ofMillis(10));
        }
        return in.available() > 0;
    }

    /** Loses all that the other side has sent so far. */
    public void drop() throws IOException {
        while (in.available() > 0) {
            in.skip(in.available());
        }
    }

    public void awaitRelease() {
        try {
            CountDownLatch release = server.hangs().released();
            server.hangs().begin();
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isReleasedWithin(Duration time) {
        if (waitedFor == null) {
            waitedFor = server.hangs().released();
        }
        try {
            return waitedFor.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** By KeyUpdate in TLS 1.3, by renegotiation before. */
    public void renewKeys() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    public void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }
}
