package io.postern.audit;

import io.postern.database.Conditions;
import io.postern.database.RowList;
import io.postern.web.ShellSettings;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of the trail. */
@Component
class AuditLines extends RowList<AuditLine> {

    /** With several instances, numbers and times of lines may differ in their order, but not by much. */
    private static final long OUT_OF_ORDER = 10_000;

    /** As date fields send it. Java's dates go beyond what an instant can hold. */
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final JdbcClient jdbc;
    private final ObjectProvider<ShellSettings> settings;

    AuditLines(JdbcClient jdbc, ObjectProvider<ShellSettings> settings) {
        super(jdbc, "/audit", "audit_line", "*", AuditLine::read);
        this.jdbc = jdbc;
        this.settings = settings;
        newestFirst("id");
        filter("action", action -> action, (lines, action) -> lines.and("action = :action", "action", action)
                .sortFirst("action"));
        search((lines, q) ->
                lines.contains("search_text", q.toLowerCase(Locale.ROOT)).sortLast("search_text"));
        filter("from", AuditLines::day, (lines, day) -> since(lines, midnight(LocalDate.parse(day))));
        filter(
                "to",
                AuditLines::day,
                (lines, day) -> until(lines, midnight(LocalDate.parse(day).plusDays(1))));
        cell("time", AuditLine::at);
        cell("actor", AuditLine::actor);
        cell("address", AuditLine::clientAddress);
        cell("action", AuditLine::action);
        cell("subject", AuditLine::subject);
        cell("details", AuditLine::details);
    }

    private static String day(String typed) {
        try {
            return DAY.matcher(typed).matches() ? LocalDate.parse(typed).toString() : "";
        } catch (DateTimeParseException noDay) {
            return "";
        }
    }

    private void since(Conditions lines, Timestamp from) {
        lines.and("id >= :first and case when occurred_at >= :from then 1 else 0 end = 1", "from", from)
                .with("first", firstSince(from) - OUT_OF_ORDER);
    }

    private void until(Conditions lines, Timestamp to) {
        lines.and("id <= :last and case when occurred_at < :to then 1 else 0 end = 1", "to", to)
                .with("last", firstSince(to) + OUT_OF_ORDER);
    }

    /** The number of a line near this time, so that the lines can be read by number. */
    private long firstSince(Timestamp time) {
        return jdbc.sql("select id from audit_line where occurred_at >= ? order by occurred_at limit 1")
                .param(time)
                .query(Long.class)
                .optional()
                .orElse(Long.MAX_VALUE / 2);
    }

    private Timestamp midnight(LocalDate day) {
        ZoneId zone = settings.getIfAvailable(() -> ShellSettings.UNKNOWN).zone();
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }
}
