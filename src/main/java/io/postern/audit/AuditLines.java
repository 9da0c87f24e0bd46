package io.postern.audit;

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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the trail, by the number of its lines: however long it is, a page costs the same. */
@Component
class AuditLines {

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

    /** All actions that occur. */
    List<String> actions() {
        return jdbc.sql("select distinct action from audit_line order by action")
                .query((row, number) -> row.getString("action"))
                .list();
    }

    private List<AuditLine> lines(String position, String order, long id, AuditQuery query, int atMost) {
        List<String> conditions = new ArrayList<>(List.of(position));
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "most", atMost));
        if (!query.action().isEmpty()) {
            conditions.add("action = :action");
            values.put("action", query.action());
        }
        if (!query.q().isEmpty()) {
            conditions.add("(lower(actor) like :q escape '\\' or lower(subject) like :q escape '\\')");
            String text = query.q().toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0");
            values.put("q", '%' + text + '%');
        }
        if (query.from() != null) {
            conditions.add("occurred_at >= :from");
            values.put("from", midnight(query.from()));
        }
        if (query.to() != null) {
            conditions.add("occurred_at < :to");
            values.put("to", midnight(query.to().plusDays(1)));
        }
        return jdbc.sql("select * from audit_line where " + String.join(" and ", conditions) + " order by " + order
                        + " limit :most")
                .params(values)
                .query(AuditLines::line)
                .list();
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
