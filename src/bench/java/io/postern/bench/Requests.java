package io.postern.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How fast requests are taken, with a mail server that works and with one that says nothing, and how long it takes until the mail is there. */
final class Requests {

    /** Few enough for two cores, many enough that one slow answer does not hold up the next arrival. */
    private static final int ARRIVING = 16;

    private final String database;
    private final Sizes sizes;
    private final Sink sink;
    private final Results results;

    Requests(String database, Sizes sizes, Sink sink, Results results) {
        this.database = database;
        this.sizes = sizes;
        this.sink = sink;
        this.results = results;
    }

    void measure(Storage storage) throws Exception {
        Seed seed = new Seed(storage);
        Application.setUp(storage, database + "-setup", sizes);
        seed.prepare(sizes.users(), sink.port());
        try (Application application = Application.start(storage, database + "-requests", sizes)) {
            Load load = new Load(application.port(), sizes.users());
            load.flood(sizes.warmup(), sizes.connections(), true);
            awaitMails(sizes.warmup());
            load.flood(sizes.warmup(), sizes.connections(), false);
            awaitMails(sizes.warmup());
            Load.Result healthy = accept("healthy", load);
            awaitMails(sizes.accepts());
            endToEnd(application, load);
            sink.silent(true);
            load.flood(sizes.accepts() / 3, sizes.connections(), false);
            Load.Result silent = accept("silent", load);
            results.add(
                    database,
                    "accept: p99, silent / healthy",
                    "%.2f",
                    silent.each().p99() / healthy.each().p99());
        } finally {
            sink.silent(false);
            sink.forget();
        }
    }

    private Load.Result accept(String server, Load load) throws Exception {
        Load.Result result = load.flood(sizes.accepts(), sizes.connections(), false);
        results.add(database, "accept, " + server + " server: requests/s", "%.0f", result.perSecond());
        results.add(
                database,
                "accept, " + server + " server: p50 / p99",
                "%.1f / %.1f ms",
                result.each().median(),
                result.each().p99());
        return result;
    }

    private void endToEnd(Application application, Load load) throws Exception {
        Duration cpu = application.cpu();
        long[] sent = load.arrive(sizes.arrivals(), sizes.rate(), ARRIVING);
        awaitWithoutForgetting(sent.length);
        Thread.sleep(Duration.ofSeconds(1).toMillis());
        double used = application.cpu().minus(cpu).toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
        long[] taken = new long[sent.length];
        for (int i = 0; i < sent.length; i++) {
            taken[i] = sink.acceptedAt(Load.user(i) + "@bench.example") - sent[i];
        }
        sink.forget();
        Figures figures = Figures.of(taken);
        results.add(
                database,
                "end to end at " + sizes.rate() + "/s: p50 / p99",
                "%.0f / %.0f ms",
                figures.median(),
                figures.p99());
        results.add(database, "CPU per delivered reset, form included", "%.2f ms", used / sent.length);
    }

    private void awaitMails(int count) throws InterruptedException {
        awaitWithoutForgetting(count);
        sink.forget();
    }

    private void awaitWithoutForgetting(int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (sink.accepted() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(sink.accepted() + " of " + count + " mails arrived");
            }
            Thread.sleep(50);
        }
    }
}
