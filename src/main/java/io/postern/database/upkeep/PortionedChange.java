package io.postern.database.upkeep;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes many rows in portions so small that nobody waits long for one. Each commits by itself. */
@Component
class PortionedChange {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;

    PortionedChange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Applies the statement to the rows for which the condition holds. It is checked again for each, since a row may change meanwhile.
     *
     * @param statement an update or delete without its condition; no row fulfils the condition after it
     * @return how many rows were changed
     */
    int apply(String statement, String table, String key, String condition, Map<String, ?> parameters) {
        int changed = 0;
        List<Object> keys;
        do {
            // In a statement of its own: H2 runs a nested query again for each row.
            keys = jdbc.sql("select %s from %s where %s fetch first %d rows only"
                            .formatted(key, table, condition, AT_ONCE))
                    .params(parameters)
                    .query((row, number) -> row.getObject(1))
                    .list();
            if (!keys.isEmpty()) {
                changed += jdbc.sql("%s where %s in (:keys) and (%s)".formatted(statement, key, condition))
                        .params(parameters)
                        .param("keys", keys)
                        .update();
            }
        } while (keys.size() == AT_ONCE);
        return changed;
    }
}
