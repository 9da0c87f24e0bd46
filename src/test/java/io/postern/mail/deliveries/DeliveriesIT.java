package io.postern.mail.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.ListQuery;
import io.postern.database.RowList;
import io.postern.mail.queue.QueueTable;
import io.postern.testing.Databases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class DeliveriesIT {

    private final QueueTable table;
    private final Deliveries deliveries;

    DeliveriesIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        deliveries = new Deliveries(table.jdbc, table.kinds());
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrOverlap() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(0, table.queued());
        }
        List<Long> read = new ArrayList<>();
        ListQuery next = deliveries.query(Map.of());
        while (next != null) {
            RowList.Page<Deliveries.Entry> page = deliveries.page(next);
            page.rows().stream().map(Deliveries.Entry::id).forEach(read::add);
            next = page.next();
            // What comes meanwhile stands before the first page.
            table.queued();
        }
        assertThat(read).isEqualTo(all);
    }

    @Test
    void findsAPersonByWholeNameOrAddress() {
        long mail = table.finished("SENT", "berta", null, QueueTable.NOON);
        table.finished("SENT", "bert", null, QueueTable.NOON);
        table.queued();
        assertThat(ids("berta")).containsExactly(mail);
        assertThat(ids(" BERTA ")).containsExactly(mail);
        assertThat(ids("Berta@Corp.Example")).containsExactly(mail);
        assertThat(ids("bert%")).isEmpty();
        assertThat(ids("b")).isEmpty();
        assertThat(ids("' or 1=1 --")).isEmpty();
    }

    @Test
    void theListShowsOneStateOfOnePerson() {
        table.finished("SENT", "berta", null, QueueTable.NOON);
        long failed = table.finished("FAILED", "berta", "recipient-unknown", QueueTable.NOON);
        table.finished("FAILED", "carl", "recipient-unknown", QueueTable.NOON);
        assertThat(ids(Map.of("state", "FAILED", "q", "berta"))).containsExactly(failed);
        assertThat(ids(Map.of("state", "FAILED"))).hasSize(2);
    }

    @Test
    void whatIsOpenIsCountedAndTheOldestKnown() {
        assertThat(deliveries.oldestDue(QueueTable.NOON)).isEmpty();
        table.finished("SENT", "berta", null, QueueTable.NOON);
        table.queued(0, QueueTable.NOON.minusSeconds(9));
        table.queued(0, QueueTable.NOON.plusSeconds(9));
        table.queued(0, QueueTable.NOON.minusSeconds(99));
        table.claim(java.util.UUID.randomUUID(), 1);
        assertThat(deliveries.open()).isEqualTo(new Deliveries.Open(2, 1));
        assertThat(deliveries.oldestDue(QueueTable.NOON)).contains(QueueTable.NOON.minusSeconds(9));
    }

    private List<Long> ids(String person) {
        return ids(Map.of("q", person));
    }

    private List<Long> ids(Map<String, String> parameters) {
        return deliveries.page(deliveries.query(parameters)).rows().stream()
                .map(Deliveries.Entry::id)
                .toList();
    }
}
