package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.database.StartRefused;
import io.postern.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class RestoredBackupIT {

    private final QueueTable table;

    @TempDir
    private Path folder;

    RestoredBackupIT(Databases.Kind kind) {
        table = new QueueTable(kind);
    }

    @Test
    void aDatabaseOlderThanTheFileIsFoundOnce() {
        RestoredBackup backup = backup("epoch");
        assertThat(backup.isFound()).as("nothing is known yet").isFalse();
        attempt();
        backup.sent();
        assertThat(backup.isFound()).isFalse();
        table.clock.advance(Duration.ofMinutes(1));
        long later = attempt();
        backup.sent();
        table.jdbc
                .sql("delete from delivery_attempt where delivery_id = ?")
                .param(later)
                .update();
        assertThat(backup.isFound()).isTrue();
        assertThat(backup.isFound())
                .as("the process was killed before the queue was paused")
                .isTrue();
        backup.remember();
        assertThat(backup.isFound()).as("a person has decided since").isFalse();
    }

    @Test
    void attemptsDeletedAfterTheirTimeAreNoBackup() {
        RestoredBackup backup = backup("epoch");
        attempt();
        backup.sent();
        table.clock.advance(Duration.ofDays(31));
        table.jdbc.sql("delete from delivery_attempt").update();
        assertThat(backup.isFound()).isFalse();
    }

    @Test
    void aFileThatCantBeUsedStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("letter"), "Dear operator,");
        assertThatThrownBy(() -> backup("letter").isFound())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("postern.delivery.epoch-file");
        assertThatThrownBy(() -> backup("letter/epoch").remember()).isInstanceOf(StartRefused.class);
    }

    private RestoredBackup backup(String name) {
        return new RestoredBackup(table.jdbc, QueueTable.properties(folder.resolve(name)), table.clock);
    }

    private long attempt() {
        long mail = table.queued();
        table.jdbc
                .sql("insert into delivery_attempt (delivery_id, attempted_at, stage) values (?, ?, 'done')")
                .params(mail, Timestamp.from(table.clock.instant()))
                .update();
        return mail;
    }
}
