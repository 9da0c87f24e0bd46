package io.postern.database;

import java.util.List;

/**
 * Rows whose times lie further ahead than any that is written now: they were written before the database's clock was set back. A room
 * declares a bean for each of its tables, and one watcher puts these rows right each minute, so that no other code need doubt a time.
 *
 * <p>In SQL, {@code :now} is the database's time. {@code :soon} is a minute later: what lies before it may be of an instance that has not
 * noticed yet that the clock changed.
 *
 * @param key the table's primary key
 * @param correction assignments, after which none of the conditions holds
 * @param conditions each finds rows of the future; one for each value of a leading column lets an index find them
 */
public record FutureRows(String table, String key, String correction, List<String> conditions) {

    public static FutureRows of(String table, String key, String condition, String correction) {
        return new FutureRows(table, key, correction, List.of(condition));
    }
}
