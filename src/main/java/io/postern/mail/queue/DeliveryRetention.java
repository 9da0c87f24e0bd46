package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a mail stays in the list after it is finished. */
@Component
class DeliveryRetention {

    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final DatabaseTime clock;

    DeliveryRetention(JdbcClient jdbc, DeliveryProperties properties, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void tidy() {
        deleteFinishedBefore(clock.instant().minus(properties.retention()));
    }

    private record Finished(long id, boolean queuedBefore, boolean finishedBefore) {}

    /**
     * By the key, since there is no index of when a mail ended, which each mail would pay for. The key grows with the time of queueing, and
     * no mail ended before it was queued: what is old stands at its beginning.
     */
    private void deleteFinishedBefore(Instant end) {
        long after = 0;
        List<Finished> page;
        do {
            page = jdbc.sql(
                            """
                            select id, queued_at, finished_at from delivery where id > ?
                            order by id fetch first 500 rows only
                            """)
                    .param(after)
                    .query((row, number) -> new Finished(
                            row.getLong(1), isBefore(row.getTimestamp(2), end), isBefore(row.getTimestamp(3), end)))
                    .list();
            delete(page.stream()
                    .filter(Finished::finishedBefore)
                    .map(Finished::id)
                    .toList());
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.stream().anyMatch(Finished::queuedBefore));
    }

    private void delete(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from delivery where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    private static boolean isBefore(@Nullable Timestamp at, Instant end) {
        return at != null && at.toInstant().isBefore(end);
    }
}
