package io.postern.bench;

import io.postern.crypto.Sha256;
import io.postern.testing.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What many alerts cost: a long list, a storm of one cause, and the reset mails beside it. */
final class AlertStorm {

    private static final String TOKEN = "postern_" + "b".repeat(43);
    private static final String ALERT =
            "{\"severity\":\"ERROR\",\"component\":\"bench\",\"key\":\"storm\",\"message\":\"The same again\"}";
    private static final int MANY = 100_000;
    private static final int STORM = 10_000;
    private static final Duration STORM_TIME = Duration.ofMinutes(1);
    /** Resets a second, so that the storm meets a process that has time for both. */
    private static final int RATE = 50;

    private static final int ARRIVING = 8;

    private final String database;
    private final Sizes sizes;
    private final Sink sink;
    private final Results results;

    AlertStorm(String database, Sizes sizes, Sink sink, Results results) {
        this.database = database;
        this.sizes = sizes;
        this.sink = sink;
        this.results = results;
    }

    void measure(Storage storage) throws Exception {
        Seed seed = new Seed(storage);
        Application.setUp(storage, database + "-setup", sizes);
        seed.prepare(sizes.users(), sink.port());
        seed.alerts(MANY, Sha256.hex(TOKEN));
        try (Application application = Application.start(storage, database + "-alerts", sizes)) {
            pages(application.port());
            results.add(database, "POST /api/alerts, one cause: requests/s", "%.0f", flood(application.port()));
            besideTheStorm(application.port());
        }
        long rows = storage.count("select count(*) from alert where component = 'bench'");
        long mails = storage.count("select count(*) from delivery where kind = 'alert'");
        results.add(database, "rows / mails of that cause", "%d / %d", rows, mails);
    }

    private void pages(int port) {
        Visitor administrator = new Visitor(port);
        administrator.signIn(Application.ADMINISTRATOR, Application.PASSWORD);
        for (String path : new String[] {"/alerts", "/alerts?severity=ERROR", "/alerts?q=nowhere", "/alerts/bell"}) {
            long[] nanos = new long[sizes.rounds()];
            for (int i = -nanos.length; i < nanos.length; i++) {
                long began = System.nanoTime();
                if (administrator.get(path).status() != 200) {
                    throw new IllegalStateException("no page");
                }
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - began;
                }
            }
            results.add(
                    database,
                    path + " with " + MANY + " alerts: p50",
                    "%.1f ms",
                    Figures.of(nanos).median());
        }
    }

    private double flood(int port) throws Exception {
        send(port, STORM / 2, Duration.ZERO);
        long began = System.nanoTime();
        send(port, STORM, Duration.ZERO);
        return STORM / ((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private void besideTheStorm(int port) throws Exception {
        Load load = new Load(port, sizes.users());
        resets(load);
        double without = resets(load);
        double with;
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            Future<?> storm = beside.submit(() -> {
                send(port, STORM, STORM_TIME);
                return null;
            });
            with = resets(load);
            storm.get();
        } finally {
            beside.shutdownNow();
        }
        results.add(
                database,
                "reset mails at " + RATE + "/s, p99 without / beside " + STORM + " alerts in a minute",
                "%.0f / %.0f ms",
                without,
                with);
    }

    /** From the request to the mail at the server: the 99th percentile. */
    private double resets(Load load) throws Exception {
        int count = Math.toIntExact(Math.min(sizes.users(), RATE * STORM_TIME.toSeconds()));
        long[] sent = load.arrive(count, RATE, ARRIVING);
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        long[] taken = new long[sent.length];
        for (int i = 0; i < sent.length; i++) {
            taken[i] = accepted(Load.user(i) + "@bench.example", end) - sent[i];
        }
        sink.forget();
        return Figures.of(taken).p99();
    }

    private long accepted(String address, long end) throws InterruptedException {
        Long at = sink.acceptedAt(address);
        while (at == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no mail to " + address);
            }
            Thread.sleep(50);
            at = sink.acceptedAt(address);
        }
        return at;
    }

    /** On as many connections as the other load; spread over a time, or as fast as answers come. */
    private void send(int port, int count, Duration over) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        Load.run(sizes.connections(), () -> {
            try (HttpLine line = new HttpLine(port)) {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    long due = began + over.toNanos() / count * i;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    int status = line.postJson("/api/alerts", TOKEN, ALERT).status();
                    if (status != 200) {
                        throw new IOException("not taken, but " + status);
                    }
                }
            }
            return null;
        });
    }
}
