package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseLocationTests {

    @Test
    void theLocationIsReadFromTheUrl() {
        Path data = Path.of("data/postern").toAbsolutePath();
        Map.ofEntries(
                        entry(
                                "jdbc:h2:file:./data/postern;WRITE_DELAY=0",
                                new DatabaseLocation.EmbeddedFile(data, true)),
                        entry("jdbc:h2:./data/postern", new DatabaseLocation.EmbeddedFile(data, true)),
                        entry(
                                "jdbc:h2:./data/postern;AUTO_SERVER=TRUE",
                                new DatabaseLocation.EmbeddedFile(data, false)),
                        entry("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1", new DatabaseLocation.Memory()),
                        entry("jdbc:h2:tcp://db/postern", new DatabaseLocation.Shared()),
                        entry("jdbc:h2:nio:./data/postern", new DatabaseLocation.OtherFileSystem(true)),
                        entry("jdbc:postgresql://db/postern", new DatabaseLocation.Shared()))
                .forEach((url, location) ->
                        assertThat(DatabaseLocation.of(url)).as(url).isEqualTo(location));
    }

    @Test
    void onlyAnEmbeddedDatabaseIsThisProcesssAlone() {
        assertThat(DatabaseLocation.of("jdbc:h2:./data/postern").isExclusive()).isTrue();
        assertThat(DatabaseLocation.of("jdbc:h2:mem:test").isExclusive()).isTrue();
        assertThat(DatabaseLocation.of("jdbc:h2:tcp://db/postern").isExclusive())
                .isFalse();
        assertThat(DatabaseLocation.of("jdbc:postgresql://db/postern").isExclusive())
                .isFalse();
    }
}
