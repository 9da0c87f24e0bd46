package io.postern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks for resets. Each request comes from a client address of its own and names the next user in turn. */
final class Load {

    private final int port;
    private final int users;
    private final AtomicInteger clients = new AtomicInteger();

    Load(int port, int users) {
        this.port = port;
        this.users = users;
    }

    /** @param each how long the answers took */
    record Result(double perSecond, Figures each) {}

    /** As fast as answers come, each connection getting the form once, or for each request. */
    Result flood(int requests, int connections, boolean formEachTime) throws Exception {
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        run(connections, () -> {
            try (HttpLine line = new HttpLine(port)) {
                Form form = Form.open(line, client());
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    String client = client();
                    form = formEachTime ? Form.open(line, client) : form;
                    long sent = System.nanoTime();
                    form.send(user(i % users), client);
                    nanos[i] = System.nanoTime() - sent;
                }
            }
            return null;
        });
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Result(requests / seconds, Figures.of(nanos));
    }

    /** At a fixed rate, each getting the form first. The time at which each was due to be sent, as {@link System#nanoTime}. */
    long[] arrive(int requests, int perSecond, int connections) throws Exception {
        long[] sent = new long[requests];
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        run(connections, () -> {
            try (HttpLine line = new HttpLine(port)) {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    long due = began + TimeUnit.SECONDS.toNanos(i) / perSecond;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    String client = client();
                    Form form = Form.open(line, client);
                    sent[i] = System.nanoTime();
                    form.send(user(i), client);
                }
            }
            return null;
        });
        return sent;
    }

    static String user(int number) {
        return "u" + number;
    }

    private String client() {
        int number = clients.getAndIncrement();
        return "10." + (number >> 16) + '.' + (number >> 8 & 255) + '.' + (number & 255);
    }

    static void run(int threads, Callable<Void> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the load could not be made", failed.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
