package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes old rows, and puts rows right whose times lie in the future since the database's clock was set back. It works in portions so
 * small that nobody waits long for one. Each commits by itself.
 */
@Component
class TableUpkeep {

    private static final Logger log = LoggerFactory.getLogger(TableUpkeep.class);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final List<FutureRows> futureRows;
    private final List<OldRows> oldRows;
    private final DatabaseTime time;

    TableUpkeep(JdbcClient jdbc, List<FutureRows> futureRows, List<OldRows> oldRows, DatabaseTime time) {
        this.jdbc = jdbc;
        this.futureRows = futureRows;
        this.oldRows = oldRows;
        this.time = time;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1M")
    void correctFutureRows() {
        for (FutureRows rows : futureRows) {
            String statement = "update %s set %s".formatted(rows.table(), typed(rows.correction()));
            int corrected = rows.conditions().stream()
                    .mapToInt(condition ->
                            apply(statement, rows.table(), rows.key(), typed(condition), "true", this::presentTimes))
                    .sum();
            if (corrected > 0) {
                log.warn("The clock was set back: {} rows of {} had times of the future", corrected, rows.table());
            }
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void deleteOldRows() {
        for (OldRows rows : oldRows) {
            Timestamp end = Timestamp.from(time.instant().minus(rows.age()));
            apply(
                    "delete from " + rows.table(),
                    rows.table(),
                    rows.key(),
                    rows.condition(),
                    among(rows, end),
                    () -> Map.of("end", end));
        }
    }

    /** Which rows to look at, in SQL. */
    private String among(OldRows rows, Timestamp end) {
        if (rows.firstYoung().isBlank()) {
            return "true";
        }
        return jdbc.sql(rows.firstYoung())
                .param("end", end)
                .query(Long.class)
                .optional()
                .map(young -> rows.key() + " < " + young)
                .orElse("true");
    }

    private Map<String, Timestamp> presentTimes() {
        Instant now = time.read();
        return Map.of("now", Timestamp.from(now), "soon", Timestamp.from(now.plus(SOON)));
    }

    /**
     * Applies the statement to the rows for which the condition holds. It is checked again for each, with fresh parameters: a row may
     * change meanwhile, and after a step of the clock ahead, rows from then are of no future.
     *
     * @param statement an update or delete without its condition; no row fulfils the condition after it
     * @return how many rows were changed
     */
    private int apply(
            String statement,
            String table,
            String key,
            String condition,
            String among,
            Supplier<Map<String, Timestamp>> parameters) {
        int changed = 0;
        List<Object> keys;
        do {
            // In a statement of its own: H2 runs a nested query again for each row.
            keys = jdbc.sql("select %s from %s where (%s) and %s fetch first %d rows only"
                            .formatted(key, table, condition, among, AT_ONCE))
                    .params(parameters.get())
                    .query((row, number) -> row.getObject(1))
                    .list();
            if (!keys.isEmpty()) {
                changed += jdbc.sql("%s where %s in (:keys) and (%s)".formatted(statement, key, condition))
                        .params(parameters.get())
                        .param("keys", keys)
                        .update();
            }
        } while (keys.size() == AT_ONCE);
        return changed;
    }

    /** In an expression, PostgreSQL does not know the type of a parameter. */
    private static String typed(String sql) {
        return sql.replaceAll(":(now|soon)\\b", "cast($0 as timestamp(6) with time zone)");
    }
}
