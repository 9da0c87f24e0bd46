package io.postern.mail.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.QueueTable;
import io.postern.testing.Databases;
import java.util.ArrayList;
import java.util.List;
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
        deliveries = new Deliveries(table.jdbc);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrOverlap() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(0, table.queued());
        }
        List<Long> read = new ArrayList<>();
        Long before = null;
        boolean more = true;
        while (more) {
            List<Deliveries.Entry> page = deliveries.list(null, "", before);
            more = page.size() > Deliveries.PAGE;
            page.stream().limit(Deliveries.PAGE).map(Deliveries.Entry::id).forEach(read::add);
            before = read.get(read.size() - 1);
            // What comes meanwhile stands before the first page.
            table.queued();
        }
        assertThat(read).isEqualTo(all);
    }

    @Test
    void oneFindsAPersonByTheWholeNameOrAddressInAnyCase() {
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
        assertThat(deliveries.list(DeliveryState.FAILED, "berta", null))
                .extracting(Deliveries.Entry::id)
                .containsExactly(failed);
        assertThat(deliveries.list(DeliveryState.FAILED, "", null)).hasSize(2);
        assertThat(deliveries.list(DeliveryState.FAILED, "", failed)).isEmpty();
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
        return deliveries.list(null, person, null).stream()
                .map(Deliveries.Entry::id)
                .toList();
    }
}
