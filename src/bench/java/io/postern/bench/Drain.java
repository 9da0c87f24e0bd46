package io.postern.bench;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How fast a full queue empties, beside the mail library by itself. */
final class Drain {

    private static final int PER_CONNECTION = 50;

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

    void measure(Storage storage) throws Exception {
        Seed seed = new Seed(storage);
        Application.setUp(storage, database + "-setup", sizes);
        seed.prepare(sizes.users(), sink.port());
        seed.queue(sizes.warmup() + sizes.mails(), sizes.users(), 0);
        double drain;
        double cpu;
        try (Application application = Application.start(storage, database + "-drain", sizes)) {
            awaitMails(sizes.warmup(), () -> false);
            if (storage.isPostgresql()) {
                // As autovacuum does within a minute: until then, plans are those for empty tables.
                storage.execute("analyze");
            }
            Duration before = application.cpu();
            drain = perSecond(() -> false);
            cpu = application.cpu().minus(before).toNanos() / 1e6 / sizes.mails();
        }
        long sent = storage.count("select count(*) from delivery where state = 'SENT'");
        if (sent != sizes.warmup() + sizes.mails()) {
            throw new IllegalStateException("recorded as sent: " + sent);
        }
        Path like = Files.createTempFile("postern-bench", ".eml");
        Files.writeString(like, sink.lastMessage(), StandardCharsets.US_ASCII);
        double bare = angus(PER_CONNECTION, like);
        double each = angus(1, like);
        Files.delete(like);
        results.add(database, "drain: mails/s", "%.0f", drain);
        results.add(database, "drain: CPU of the application for each mail", "%.2f ms", cpu);
        results.add(database, "bare Angus loop: mails/s", "%.0f", bare);
        results.add(database, "bare Angus loop, a connection for each: mails/s", "%.0f", each);
        results.add(database, "drain / bare loop", "%.2f", drain / bare);
        results.add(database, "drain / a connection for each", "%.2f", drain / each);
    }

    private double angus(int perConnection, Path like) throws Exception {
        List<String> command = new ArrayList<>(Application.java());
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AngusLoop.class.getName(),
                String.valueOf(sink.port()),
                String.valueOf(sizes.warmup() + sizes.mails()),
                String.valueOf(perConnection),
                like.toString()));
        sink.forget();
        Process loop = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench-angus.log"))
                .start();
        try {
            return perSecond(() -> !loop.isAlive());
        } finally {
            loop.destroy();
            loop.waitFor();
        }
    }

    /** From the end of the warm-up, which is the same work, to the last mail. */
    private double perSecond(Ended ended) throws InterruptedException {
        int all = sizes.warmup() + sizes.mails();
        awaitMails(all, ended);
        long nanos = sink.acceptedAt(all - 1) - sink.acceptedAt(sizes.warmup());
        return (sizes.mails() - 1) * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
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
