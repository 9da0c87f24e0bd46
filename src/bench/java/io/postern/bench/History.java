package io.postern.bench;

import io.postern.mail.worker.ClaimTimer;
import io.postern.testing.Visitor;
import java.sql.Connection;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whether a long history slows the claim or the Deliveries page. */
final class History {

    private static final int WAITING = 1000;

    private final String database;
    private final Sizes sizes;
    private final Sink sink;
    private final Results results;

    History(String database, Sizes sizes, Sink sink, Results results) {
        this.database = database;
        this.sizes = sizes;
        this.sink = sink;
        this.results = results;
    }

    private record Times(double claim, double page) {}

    void measure(Storage storage) throws Exception {
        Seed seed = new Seed(storage);
        Application.setUp(storage, database + "-setup", sizes);
        seed.prepare(sizes.users(), sink.port());
        // Held, so that what waits is there at each measurement.
        storage.execute("update queue_hold set held_since = current_timestamp, held_by_person = true");
        seed.queue(WAITING, sizes.users(), 0);
        seed.history(Sizes.SHORT_HISTORY, sizes.users());
        Times few = times(storage, "few");
        seed.history(sizes.history() - Sizes.SHORT_HISTORY, sizes.users());
        Times many = times(storage, "many");
        String rows = Sizes.SHORT_HISTORY + " / " + sizes.history() + " rows of history";
        results.add(database, "claim of 50 with " + rows, "%.2f / %.2f ms", few.claim(), many.claim());
        results.add(database, "claim: ratio", "%.2f", many.claim() / few.claim());
        results.add(database, "Deliveries page with " + rows, "%.1f / %.1f ms", few.page(), many.page());
        results.add(database, "Deliveries page: ratio", "%.2f", many.page() / few.page());
    }

    private Times times(Storage storage, String name) throws Exception {
        double claim;
        try (Connection connection = storage.open()) {
            ClaimTimer timer = new ClaimTimer(new SingleConnectionDataSource(connection, true));
            claim = median(timer::claim);
        }
        try (Application application = Application.start(storage, database + "-history-" + name, sizes)) {
            Visitor administrator = new Visitor(application.port());
            administrator.signIn(Application.ADMINISTRATOR, Application.PASSWORD);
            double page = median(() -> {
                long began = System.nanoTime();
                int status = administrator.get("/deliveries").status();
                if (status != 200) {
                    throw new IllegalStateException("no page, but " + status);
                }
                return System.nanoTime() - began;
            });
            return new Times(claim, page);
        }
    }

    /** Of the later half, when what is to be compiled has been. */
    private double median(Timed timed) {
        long[] nanos = new long[sizes.rounds()];
        for (int i = -nanos.length; i < nanos.length; i++) {
            long took = timed.nanos();
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return Figures.of(nanos).median();
    }

    private interface Timed {
        long nanos();
    }
}
