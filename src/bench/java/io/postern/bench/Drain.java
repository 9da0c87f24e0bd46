package io.postern.bench;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How fast a full queue empties, beside Spring's sender and the mail library by themselves. */
final class Drain {

    /**
     * To which server.
     *
     * @param name what its rows begin with
     * @param warmup mails that go before those that count
     * @param mails that count
     * @param mailsOfOthers the same for those that are compared, which may take long
     */
    record Course(String name, int port, int warmup, int mails, int mailsOfOthers) {}

    private static final int PER_CONNECTION = 50;
    private static final int CONNECTIONS = AngusLoop.THREADS;

    private final String database;
    private final Sizes sizes;
    private final Sink sink;
    private final Results results;

    Drain(String database, Sizes sizes, Sink sink, Results results) {
        this.database = database;
        this.sizes = sizes;
        this.sink = sink;
        this.results = results;
    }

    /** Over loopback, where the processors are the limit. */
    void measure(Storage storage) throws Exception {
        measure(storage, new Course("drain", sink.port(), sizes.warmup(), sizes.mails(), sizes.mails()));
    }

    /** To a server far away, where the round trip is the limit. */
    void measureFarAway(Storage storage) throws Exception {
        try (DelayingProxy proxy = new DelayingProxy(sink.port())) {
            int mails = sizes.farMails();
            Course course = new Course("drain at 20 ms", proxy.port(), mails / 5, mails, mails / 10);
            measure(storage, course);
            double roundTrip = 2 * DelayingProxy.ONE_WAY.toNanos() / 1e9;
            results.add(database, course.name() + ", ideal: connections / round trip", "%.0f", CONNECTIONS / roundTrip);
        }
    }

    private void measure(Storage storage, Course course) throws Exception {
        sink.forget();
        Seed seed = new Seed(storage);
        Application.setUp(storage, database + "-setup", sizes);
        seed.prepare(sizes.users(), course.port());
        int all = course.warmup() + course.mails();
        seed.queue(all, sizes.users(), 0);
        double drain;
        double cpu;
        try (Application application = Application.start(storage, database + "-drain", sizes)) {
            awaitMails(course.warmup(), () -> false);
            if (storage.isPostgresql()) {
                // As autovacuum does within a minute: until then, plans are those for empty tables.
                storage.execute("analyze");
            }
            Duration before = application.cpu();
            drain = perSecond(course.warmup(), course.mails(), () -> false);
            cpu = application.cpu().minus(before).toNanos() / 1e6 / course.mails();
        }
        long sent = storage.count("select count(*) from delivery where state = 'SENT'");
        if (sent != all) {
            throw new IllegalStateException("recorded as sent: " + sent);
        }
        Path like = Files.createTempFile("postern-bench", ".eml");
        Files.writeString(like, sink.lastMessage(), StandardCharsets.US_ASCII);
        double bare = other(course, PER_CONNECTION, like);
        double stock = other(course, AngusLoop.STOCK, like);
        Files.delete(like);
        String name = course.name();
        results.add(database, name + ": mails/s", "%.0f", drain);
        results.add(database, name + ": CPU of the application for each mail", "%.2f ms", cpu);
        results.add(database, name + ", bare Angus loop with kept connections: mails/s", "%.0f", bare);
        results.add(database, name + ", stock JavaMailSenderImpl: mails/s", "%.0f", stock);
        results.add(database, name + " / bare loop", "%.2f", drain / bare);
        results.add(database, name + " / stock", "%.2f", drain / stock);
    }

    private double other(Course course, int perConnection, Path like) throws Exception {
        List<String> command = new ArrayList<>(Application.java());
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AngusLoop.class.getName(),
                String.valueOf(course.port()),
                String.valueOf(course.warmup() + course.mailsOfOthers()),
                String.valueOf(perConnection),
                like.toString()));
        sink.forget();
        Process loop = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench-angus.log"))
                .start();
        try {
            return perSecond(course.warmup(), course.mailsOfOthers(), () -> !loop.isAlive());
        } finally {
            loop.destroy();
            loop.waitFor();
        }
    }

    /** From the end of the warm-up, which is the same work, to the last mail. */
    private double perSecond(int warmup, int mails, Ended ended) throws InterruptedException {
        awaitMails(warmup + mails, ended);
        long nanos = sink.acceptedAt(warmup + mails - 1) - sink.acceptedAt(warmup);
        return (mails - 1) * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private void awaitMails(int all, Ended ended) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (sink.accepted() < all) {
            if (System.nanoTime() > end || (ended.yet() && sink.accepted() < all)) {
                throw new IllegalStateException(sink.accepted() + " of " + all + " mails arrived");
            }
            Thread.sleep(20);
        }
    }

    private interface Ended {
        boolean yet();
    }
}
