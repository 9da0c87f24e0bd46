package io.postern.torture;

import io.postern.bench.Form;
import io.postern.bench.HttpLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** They ask for resets and raise alerts, each until it is acknowledged. */
final class Clients implements AutoCloseable {

    static final String TOKEN = "postern_" + "t".repeat(43);
    private static final int USERS = 1000;
    private static final int THREADS = 4;

    /** Of so many requests, one is an alert. */
    private static final int OTHERS = 40;

    private static final int PATIENCE_MILLIS = 100;

    private final Fleet fleet;
    private final History history;
    private final Semaphore allowed = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final ReadWriteLock restoring = new ReentrantReadWriteLock();
    private volatile boolean closed;

    Clients(Fleet fleet, History history) {
        this.fleet = fleet;
        this.history = history;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::ask, "torture-client");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    static int users() {
        return USERS;
    }

    /** So many more. */
    void allow(int requests) {
        allowed.release(requests);
    }

    /** Until so many in all are acknowledged. */
    void awaitAll(int requests) throws InterruptedException {
        done.acquire(requests);
        done.release(requests);
    }

    /** Does this while no request is on its way. The application must be down, so that none lasts. */
    void whileNobodyAsks(Runnable work) {
        restoring.writeLock().lock();
        try {
            work.run();
        } finally {
            restoring.writeLock().unlock();
        }
    }

    private void ask() {
        Caller caller = new Caller();
        try {
            while (!closed) {
                allowed.acquire();
                int number = next.getAndIncrement();
                while (!closed && !asked(caller, number)) {
                    Thread.sleep(PATIENCE_MILLIS);
                }
                done.release();
            }
        } catch (InterruptedException ended) {
            // As it should.
        }
    }

    private boolean asked(Caller caller, int number) {
        restoring.readLock().lock();
        try {
            int port = fleet.anyPort().orElseThrow(() -> new IOException("nobody is there"));
            long began = System.nanoTime();
            if (number % OTHERS == 1) {
                caller.raise(port, "key" + number);
                history.acknowledged(History.ALERT, "key" + number, began);
            } else {
                String person = "user" + number % USERS;
                caller.forgot(port, person, number);
                history.acknowledged(History.RESET, person, began);
            }
            return true;
        } catch (IOException | RuntimeException notAcknowledged) {
            caller.hangUp();
            return false;
        } finally {
            restoring.readLock().unlock();
        }
    }

    /** With connections that are kept. */
    private static final class Caller {

        private int port;
        private @Nullable HttpLine line;
        private @Nullable Form form;

        void forgot(int wanted, String person, int number) throws IOException {
            if (form == null || wanted != port) {
                form = Form.open(line(wanted), client(number));
            }
            form.send(person, client(number));
        }

        void raise(int wanted, String key) throws IOException {
            int status = line(wanted)
                    .postJson(
                            "/api/alerts",
                            TOKEN,
                            "{\"severity\":\"ERROR\",\"component\":\"torture\",\"key\":\"" + key + "\",\"message\":\""
                                    + key + "\"}")
                    .status();
            if (status != 200) {
                throw new IOException("not taken, but " + status);
            }
        }

        private HttpLine line(int wanted) throws IOException {
            if (line == null || wanted != port) {
                hangUp();
                line = new HttpLine(wanted);
                port = wanted;
            }
            return line;
        }

        void hangUp() {
            try {
                if (line != null) {
                    line.close();
                }
            } catch (IOException gone) {
                // It is.
            }
            line = null;
            form = null;
        }

        /** Each comes from elsewhere, so that no limit of one address counts. */
        private static String client(int number) {
            return "10." + (number >> 16 & 255) + '.' + (number >> 8 & 255) + '.' + (number & 255);
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
