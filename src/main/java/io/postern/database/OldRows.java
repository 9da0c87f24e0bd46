package io.postern.database;

import java.time.Duration;

/**
 * Rows that are deleted when they are old. A room declares a bean for each of its tables, and one purger deletes these rows every ten
 * minutes.
 *
 * @param key the table's primary key
 * @param condition which rows are old, in SQL: those from before {@code :end}; asked again when a row is deleted
 * @param firstYoung a query for the key at which rows cease to be old, where keys grow with time and no index finds old rows; run once
 *     before they are deleted. Blank otherwise
 * @param age how long before now {@code :end} is
 */
public record OldRows(String table, String key, String condition, String firstYoung, Duration age) {

    public OldRows(String table, String key, String condition, Duration age) {
        this(table, key, condition, "", age);
    }
}
