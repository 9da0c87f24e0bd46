package io.postern.audit;

import io.postern.database.DistinctValues;
import io.postern.database.SearchText;
import io.postern.web.DisplayZone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the trail, by the number of its lines: however long it is, a page costs the same. */
@Component
class AuditLines {

    /** Lines of several instances may be numbered in another order than that of their times, but never far from it. */
    private static final long OUT_OF_ORDER = 10_000;

    private final JdbcClient jdbc;
    private final ObjectProvider<DisplayZone> zone;

    AuditLines(JdbcClient jdbc, ObjectProvider<DisplayZone> zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** The newest lines with a number below the one given, newest first. */
    List<AuditLine> before(long id, AuditQuery query, int atMost) {
        return lines("id < :id", "id desc", id, query, atMost);
    }

    /** The oldest lines with a number above the one given, newest first. */
    List<AuditLine> after(long id, AuditQuery query, int atMost) {
        List<AuditLine> lines = new ArrayList<>(lines("id > :id", "id asc", id, query, atMost));
        Collections.reverse(lines);
        return lines;
    }

    /** A page, and whether there are newer and older lines than its own. */
    record Page(List<AuditLine> lines, boolean newer, boolean older) {}

    /** The page of lines next to one of these numbers; the newest lines without either. */
    Page page(AuditQuery query, @Nullable Long after, @Nullable Long before, int size) {
        if (after != null) {
            List<AuditLine> lines = after(after, query, size + 1);
            // The whole first page, rather than what is left of it.
            return lines.size() <= size
                    ? page(query, null, null, size)
                    : new Page(lines.subList(1, size + 1), true, true);
        }
        List<AuditLine> lines = before(before == null ? Long.MAX_VALUE : before, query, size + 1);
        boolean older = lines.size() > size;
        return new Page(older ? lines.subList(0, size) : lines, before != null, older);
    }

    /** All actions that occur. */
    List<String> actions() {
        return DistinctValues.of(jdbc, "audit_line", "action");
    }

    private List<AuditLine> lines(String position, String order, long id, AuditQuery query, int atMost) {
        List<String> conditions = new ArrayList<>(List.of(position));
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "most", atMost));
        if (!query.action().isEmpty()) {
            conditions.add("action = :action");
            values.put("action", query.action());
        }
        // Named although they change nothing, the other columns of an index let a database read along it.
        String direction = order.substring("id".length());
        String along = (query.action().isEmpty() ? "" : "action" + direction + ", ")
                + order
                + (query.q().isEmpty() ? "" : ", search_text" + direction);
        if (!query.q().isEmpty()) {
            conditions.add("search_text like :q escape '\\'");
            values.put("q", SearchText.containing(query.q().toLowerCase(Locale.ROOT)));
        }
        if (query.from() != null) {
            conditions.add("id >= :first and case when occurred_at >= :from then 1 else 0 end = 1");
            values.put("from", midnight(query.from()));
            values.put("first", firstSince(midnight(query.from())) - OUT_OF_ORDER);
        }
        if (query.to() != null) {
            conditions.add("id <= :last and case when occurred_at < :to then 1 else 0 end = 1");
            values.put("to", midnight(query.to().plusDays(1)));
            values.put("last", lastBefore(midnight(query.to().plusDays(1))) + OUT_OF_ORDER);
        }
        return jdbc.sql("select * from audit_line where " + String.join(" and ", conditions) + " order by " + along
                        + " limit :most")
                .params(values)
                .query(AuditLines::line)
                .list();
    }

    /** About where a time begins among the numbers, so that the rest can be read by number. */
    private long firstSince(Timestamp time) {
        return jdbc.sql("select id from audit_line where occurred_at >= ? order by occurred_at limit 1")
                .param(time)
                .query(Long.class)
                .optional()
                .orElse(Long.MAX_VALUE);
    }

    private long lastBefore(Timestamp time) {
        return jdbc.sql("select id from audit_line where occurred_at < ? order by occurred_at desc limit 1")
                .param(time)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private Timestamp midnight(LocalDate day) {
        DisplayZone chosen = zone.getIfAvailable();
        ZoneId shown = chosen == null ? ZoneOffset.UTC : chosen.zone();
        return Timestamp.from(day.atStartOfDay(shown).toInstant());
    }

    private static AuditLine line(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getLong("id"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("actor"),
                row.getString("client_address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
