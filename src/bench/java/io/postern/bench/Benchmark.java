package io.postern.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Measures everything on each database, and prints the table. */
class Benchmark {

    private final Sizes sizes = Sizes.given();
    private final Results results = new Results();

    @Test
    void printsTheTable() throws Exception {
        main();
    }

    public static void main(String[] arguments) throws Exception {
        new Benchmark().main();
    }

    private void main() throws Exception {
        for (String database : sizes.databases()) {
            try (Storage.Kind kind = Storage.kind(database);
                    Sink sink = new Sink()) {
                if (sizes.parts().contains("requests")) {
                    new Requests(database, sizes, sink, results).measure(kind.fresh());
                }
                if (sizes.parts().contains("drain")) {
                    new Drain(database, sizes, sink, results).measure(kind.fresh());
                }
                if (sizes.parts().contains("far")) {
                    new Drain(database, sizes, sink, results).measureFarAway(kind.fresh());
                }
                if (sizes.parts().contains("history")) {
                    new History(database, sizes, sink, results).measure(kind.fresh());
                }
                if (sizes.parts().contains("alerts")) {
                    new AlertStorm(database, sizes, sink, results).measure(kind.fresh());
                }
            }
        }
        String table = results + machine();
        System.out.println();
        System.out.println(table);
        Files.writeString(Path.of("target", "bench-table.md"), table);
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%nJava %s, %s %s, %d processors, load %.1f at the end%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
