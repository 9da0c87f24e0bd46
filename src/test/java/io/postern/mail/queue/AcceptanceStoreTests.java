package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseLocation;
import io.postern.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Where it is noted what a server took. */
class AcceptanceStoreTests {

    private final QueueTable table = new QueueTable(Databases.Kind.H2);

    @TempDir
    private Path folder;

    @Test
    void besideAnEmbeddedDatabaseInAFileThatIsAJournalUntilTheTableHasIt() throws IOException {
        AcceptanceStore records = notes("jdbc:h2:file:" + folder.resolve("postern"));
        records.add(acceptance());
        assertThat(records.stored(5)).isEmpty();
        assertThat(bytesBeside()).isPositive();
        records.flush();
        assertThat(records.stored(5)).containsExactly(7L);
        assertThat(bytesBeside()).isZero();
        records.destroy();
    }

    @Test
    void whereNothingOfOursCanLieBesideItOrOthersHaveItOpenThatIsTheTable() throws IOException {
        for (String url : List.of(
                "jdbc:h2:mem:notes",
                "jdbc:h2:nio:" + folder.resolve("postern"),
                "jdbc:h2:file:" + folder.resolve("postern") + ";AUTO_SERVER=TRUE",
                "jdbc:postgresql://db/postern")) {
            AcceptanceStore records = notes(url);
            records.add(acceptance());
            assertThat(records.stored(5)).as(url).containsExactly(7L);
            table.jdbc.sql("delete from delivery_acceptance").update();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private AcceptanceStore notes(String url) {
        return new AcceptanceStore(
                table.jdbc, table.transaction, table.writeLock, DatabaseLocation.of(url), new JsonMapper());
    }

    private Acceptance acceptance() {
        return new Acceptance(7, new UUID(0, 1), table.clock.instant(), "192.0.2.1:25", "250 ok");
    }

    private long bytesBeside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
