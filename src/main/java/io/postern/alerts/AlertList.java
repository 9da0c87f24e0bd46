package io.postern.alerts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the page and the bell read. A page walks an index from its newest end, however long the history is. */
@Repository
class AlertList {

    /** An alert's row is there for a reader who has read it. */
    private static final String READ =
            """
            (a.id <= coalesce((select r.alert_id from alert_read_all r where r.user_id = :reader), 0)
                or exists (select 1 from alert_read r where r.alert_id = a.id and r.user_id = :reader))""";

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
    List<String> components() {
        return jdbc.sql("select distinct component from alert order by component")
                .query((row, number) -> row.getString(1))
                .list();
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
        return jdbc.sql("select count(*) from (select 1 from alert a where not " + READ + " limit :most) unread")
                .param("reader", reader)
                .param("most", atMost)
                .query(Integer.class)
                .single();
    }

    /** The most severe ones that a reader has not read, of these the newest first. */
    List<Alert> mostSevereUnread(UUID reader, int atMost) {
        return jdbc.sql("select a.* from alert a where not " + READ + " order by severity desc, id desc limit :most")
                .param("reader", reader)
                .param("most", atMost)
                .query(Alert::of)
                .list();
    }

    private List<Entry> entries(String position, String order, long id, AlertQuery query, UUID reader, int atMost) {
        List<String> conditions = new ArrayList<>(List.of(position));
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "reader", reader, "most", atMost));
        if (query.severity() != null) {
            conditions.add("a.severity >= :severity");
            values.put("severity", query.severity().rank());
        }
        if (!query.component().isEmpty()) {
            conditions.add("a.component = :component");
            values.put("component", query.component());
        }
        if (query.state() != null) {
            conditions.add(
                    switch (query.state()) {
                        case UNREAD -> "not " + READ;
                        case READ -> READ;
                        case RESOLVED -> "a.resolved_at is not null";
                    });
        }
        return jdbc.sql("select a.*, case when " + READ + " then 1 else 0 end as is_read from alert a where "
                        + String.join(" and ", conditions) + " order by " + order + " limit :most")
                .params(values)
                .query((row, number) -> new Entry(Alert.of(row, number), row.getInt("is_read") == 1))
                .list();
    }
}
