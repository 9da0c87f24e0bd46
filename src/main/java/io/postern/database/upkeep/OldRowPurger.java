package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import io.postern.database.OldRows;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes rows that are old. */
@Component
class OldRowPurger {

    private final PortionedChange change;
    private final List<OldRows> rows;
    private final DatabaseTime time;

    OldRowPurger(PortionedChange change, List<OldRows> rows, DatabaseTime time) {
        this.change = change;
        this.rows = rows;
        this.time = time;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void purge() {
        for (OldRows each : rows) {
            Timestamp end = Timestamp.from(time.instant().minus(each.age()));
            change.apply("delete from " + each.table(), each.table(), each.key(), each.condition(), Map.of("end", end));
        }
    }
}
