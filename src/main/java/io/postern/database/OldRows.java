package io.postern.database;

import java.time.Duration;

/**
 * Rows that are deleted when they are old. A room declares a bean for each of its tables, and one purger deletes these rows every ten
 * minutes.
 *
 * @param key the table's primary key
 * @param condition which rows are old, in SQL: those from before {@code :end}; asked again when a row is deleted
 * @param among the rows to look at, in SQL, where no index finds those that are old
 * @param age how long before now {@code :end} is
 */
public record OldRows(String table, String key, String condition, String among, Duration age) {

    public OldRows(String table, String key, String condition, Duration age) {
        this(table, key, condition, "true", age);
    }
}
