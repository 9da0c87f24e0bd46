package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import io.postern.database.FutureRows;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Puts rows right whose times lie in the future since the database's clock was set back. */
@Component
class FutureRowWatcher {

    private static final Logger log = LoggerFactory.getLogger(FutureRowWatcher.class);

    private static final Duration SOON = Duration.ofMinutes(1);

    private final PortionedChange change;
    private final List<FutureRows> rows;
    private final DatabaseTime time;

    FutureRowWatcher(PortionedChange change, List<FutureRows> rows, DatabaseTime time) {
        this.change = change;
        this.rows = rows;
        this.time = time;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1M")
    void correct() {
        Instant now = time.instant();
        Map<String, Timestamp> times = Map.of("now", Timestamp.from(now), "soon", Timestamp.from(now.plus(SOON)));
        for (FutureRows each : rows) {
            int corrected = each.conditions().stream()
                    .mapToInt(condition -> change.apply(
                            "update %s set %s".formatted(each.table(), typed(each.correction())),
                            each.table(),
                            each.key(),
                            typed(condition),
                            times))
                    .sum();
            if (corrected > 0) {
                log.warn("The clock was set back: {} rows of {} had times of the future", corrected, each.table());
            }
        }
    }

    /** In an expression, PostgreSQL does not know the type of a parameter. */
    private static String typed(String sql) {
        return sql.replaceAll(":(now|soon)\\b", "cast($0 as timestamp(6) with time zone)");
    }
}
