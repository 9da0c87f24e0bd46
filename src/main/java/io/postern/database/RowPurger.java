package io.postern.database;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes what is old, in portions so small that nobody waits long for one: each commits by itself, when the caller is in no
 * transaction.
 */
@Component
public class RowPurger {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    public RowPurger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Deletes the rows whose life is over.
     *
     * @param key the table's primary key
     * @param old which rows are old: those of before {@code :end}; one that changed meanwhile is asked again
     */
    public void delete(String table, String key, String old, Duration life) {
        Timestamp end = Timestamp.from(clock.instant().minus(life));
        List<Object> keys;
        do {
            // In a statement of its own, since H2 runs a query that is part of another again for each row.
            keys = jdbc.sql("select %s from %s where %s fetch first %d rows only".formatted(key, table, old, AT_ONCE))
                    .param("end", end)
                    .query((row, number) -> row.getObject(1))
                    .list();
            if (!keys.isEmpty()) {
                jdbc.sql("delete from %s where %s in (:keys) and %s".formatted(table, key, old))
                        .param("keys", keys)
                        .param("end", end)
                        .update();
            }
        } while (keys.size() == AT_ONCE);
    }
}
