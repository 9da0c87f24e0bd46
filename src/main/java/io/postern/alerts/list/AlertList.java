package io.postern.alerts.list;

import io.postern.alerts.Alert;
import io.postern.database.DistinctValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the page and the bell read. A page walks an index from its newest end, however long the history is. */
@Repository
public class AlertList {

    /**
     * Nothing sorts between a name and itself with this behind it, not even by the rules of a language, which pass over it. From
     * "greater", H2 would pass all equal ones.
     */
    private final JdbcClient jdbc;

    AlertList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An alert, and whether the reader has read it. */
    record Entry(Alert alert, boolean read) {}

    /** The newest alerts with a number below the one given, newest first. */
    List<Entry> before(long id, AlertQuery query, UUID reader, int atMost) {
        return entries("a.id < :id", "a.id desc", id, query, reader, atMost);
    }

    /** The oldest alerts with a number above the one given, newest first. */
    List<Entry> after(long id, AlertQuery query, UUID reader, int atMost) {
        List<Entry> entries = new ArrayList<>(entries("a.id > :id", "a.id", id, query, reader, atMost));
        Collections.reverse(entries);
        return entries;
    }

    /** All components that occur. */
    public List<String> components() {
        return DistinctValues.of(jdbc, "alert", "component");
    }

    boolean exists(long id) {
        return jdbc.sql("select count(*) from alert where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The number of the newest alert, 0 when there is none. */
    long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from alert")
                .query(Long.class)
                .single();
    }

    /** How many a reader has not read; counted to {@code atMost}. */
    int unread(UUID reader, int atMost) {
        return jdbc.sql("select count(*) from (select 1 from alert a where not " + AlertFilter.READ
                        + " limit :most) unread")
                .param("reader", reader)
                .param("most", atMost)
                .query(Integer.class)
                .single();
    }

    /** The most severe ones that a reader has not read, of these the newest first. */
    List<Alert> mostSevereUnread(UUID reader, int atMost) {
        return jdbc.sql("select a.* from alert a where not " + AlertFilter.READ
                        + " order by severity desc, id desc limit :most")
                .param("reader", reader)
                .param("most", atMost)
                .query(Alert::of)
                .list();
    }

    private List<Entry> entries(String position, String order, long id, AlertQuery query, UUID reader, int atMost) {
        AlertFilter filter = new AlertFilter(query, reader).with(position, "id", id);
        // Named although it changes nothing, the other column of the index lets a database read along it.
        String along =
                query.q().isEmpty() ? order : order + ", a.search_text" + (order.endsWith("desc") ? " desc" : "");
        return jdbc.sql("select a.*, case when " + AlertFilter.READ
                        + " then 1 else 0 end as is_read from alert a where " + filter.condition() + " order by "
                        + along + " limit :most")
                .params(filter.values())
                .param("most", atMost)
                .query((row, number) -> new Entry(Alert.of(row, number), row.getInt("is_read") == 1))
                .list();
    }
}
