package io.postern.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All values of a text column with an index: one step along the index for each value, rather than one for each row. */
public final class DistinctValues {

    /** Nothing sorts between a value and itself with this behind it. From "greater", H2 would pass all equal ones. */
    private static final char BEHIND = '\u0001';

    private DistinctValues() {}

    /** In the order of the index. */
    public static List<String> of(JdbcClient jdbc, String table, String column) {
        List<String> values = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            next = jdbc.sql("select %1$s from %2$s where %1$s >= ? order by %1$s limit 1".formatted(column, table))
                    .param(next.get() + BEHIND)
                    .query((row, number) -> row.getString(1))
                    .optional();
            next.ifPresent(values::add);
        }
        return values;
    }
}
