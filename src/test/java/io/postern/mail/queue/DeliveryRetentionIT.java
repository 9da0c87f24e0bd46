package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class DeliveryRetentionIT {

    private final QueueTable table;

    DeliveryRetentionIT(Databases.Kind kind) {
        table = new QueueTable(kind);
    }

    @Tag("case-107")
    @Test
    void finishedMailsGoAfterThirtyDaysWithTheirAttempts() {
        Instant limit = QueueTable.NOON.minus(Duration.ofDays(30));
        long old = table.finished("SENT", "berta", null, limit.minusSeconds(1));
        long young = table.finished("FAILED", "berta", "recipient-unknown", limit);
        long waiting = table.queued(0, limit.minusSeconds(9));
        table.jdbc
                .sql(
                        "insert into delivery_attempt (delivery_id, attempted_at, stage) values (?, current_timestamp, 'done')")
                .param(old)
                .update();
        tidy();
        assertThat(table.jdbc
                        .sql("select id from delivery order by id")
                        .query(Long.class)
                        .list())
                .containsExactly(young, waiting);
        assertThat(table.jdbc
                        .sql("select count(*) from delivery_attempt")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void mailsToNobodyGoAfterADay() {
        Instant dayAgo = QueueTable.NOON.minus(Duration.ofDays(1));
        table.finished("DROPPED", null, "no-such-user", dayAgo.minusSeconds(1));
        long young = table.finished("DROPPED", null, "no-such-user", dayAgo);
        long known = table.finished("DROPPED", "berta", "disabled", dayAgo.minusSeconds(1));
        table.jdbc
                .sql("update delivery set user_id = ? where id = ?")
                .params(new UUID(0, 1), known)
                .update();
        Upkeep.purge(table.jdbc, table.clock, QueueUpkeep.mailsToUnknownPeople());
        assertThat(table.jdbc
                        .sql("select id from delivery order by id")
                        .query(Long.class)
                        .list())
                .containsExactly(young, known);
    }

    @Test
    void moreThanOneStatementsWorthGoesToo() {
        finished(1001, QueueTable.NOON.minus(Duration.ofDays(31)));
        tidy();
        assertThat(table.count()).isZero();
    }

    @Test
    void keepsLatelyEndedMailAndDeletesBehindIt() {
        Instant limit = QueueTable.NOON.minus(Duration.ofDays(30));
        finished(501, limit.minusSeconds(9));
        table.jdbc
                .sql("update delivery set finished_at = ?")
                .param(Timestamp.from(limit))
                .update();
        table.finished("SENT", "berta", null, limit.minusSeconds(9));
        tidy();
        assertThat(table.count()).isEqualTo(501);
    }

    private void tidy() {
        Upkeep.purge(table.jdbc, table.clock, QueueUpkeep.endedMails(QueueTable.properties(null)));
    }

    /** In one transaction, since each commit waits for the disk. */
    private void finished(int mails, Instant at) {
        table.transaction.executeWithoutResult(status -> {
            for (int i = 0; i < mails; i++) {
                table.finished("SENT", "berta", null, at);
            }
        });
    }
}
