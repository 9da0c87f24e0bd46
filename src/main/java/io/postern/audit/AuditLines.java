package io.postern.audit;

import io.postern.database.Conditions;
import io.postern.database.ListQuery;
import io.postern.database.RowId;
import io.postern.database.RowList;
import io.postern.web.ShellSettings;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
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

    AuditLines(JdbcClient jdbc, AuditLabels labels, ObjectProvider<ShellSettings> settings) {
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
        filter("within", AuditLines::number, (lines, head) -> lines.and("part_of = :head", "head", Long.valueOf(head))
                .sortFirst("part_of"));
        cell("time", AuditLine::at);
        cell("actor", AuditLine::actor);
        cell("address", AuditLine::clientAddress);
        cell("action", AuditLine::action);
        cell("subject", AuditLine::subject);
        cell("details", AuditLine::details);
        cell("number", AuditLine::id);
        cell("within", line -> line.partOf() == 0 ? null : line.partOf());
        // In the language of who exports.
        cell("actionLabel", line -> labels.action(line, LocaleContextHolder.getLocale()));
        cell("detailLabels", line -> labels.details(line, LocaleContextHolder.getLocale()).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n")));
    }

    /** The page of a query. Lines beneath another one are left to that one, unless somebody looks for an action, a person or them. */
    Page<AuditLine> shown(ListQuery query) {
        boolean looksFor = Stream.of("action", "q", "within")
                .anyMatch(filter -> !query.get(filter).isEmpty());
        return looksFor
                ? page(query)
                : page(query, new Conditions().and("part_of = 0").sortFirst("part_of"));
    }

    /** How many lines stand beneath each of these, by number, where there are any. */
    Map<Long, Integer> beneath(List<AuditLine> heads) {
        Map<Long, Integer> beneath = new HashMap<>();
        if (!heads.isEmpty()) {
            jdbc.sql("select part_of, count(*) from audit_line where part_of in (:heads) group by part_of")
                    .param("heads", heads.stream().map(AuditLine::id).toList())
                    .query(row -> {
                        beneath.put(row.getLong(1), row.getInt(2));
                    });
        }
        return beneath;
    }

    private static String number(String typed) {
        Long number = RowId.parse(typed);
        return number == null || number == 0 ? "" : number.toString();
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
