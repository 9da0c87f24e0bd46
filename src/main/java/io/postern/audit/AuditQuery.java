package io.postern.audit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which lines are asked for.
 *
 * @param q text anywhere in actor or subject
 * @param from the first day, in the time zone of the pages
 * @param to the last day
 */
record AuditQuery(String action, String q, @Nullable LocalDate from, @Nullable LocalDate to) {

    /** As date fields send it. The calendar goes further, and past the end of what a moment can be. */
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** As the address of the page says it; what makes no sense there is as if it weren't said. */
    static AuditQuery parse(String action, String q, String from, String to) {
        return new AuditQuery(action, q, day(from), day(to));
    }

    public boolean isFiltered() {
        return !action.isEmpty() || !q.isEmpty() || from != null || to != null;
    }

    /** An address with this query, and one parameter more unless its value is empty. */
    String path(String base, String parameter, String value) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(base);
        Map<String, String> values = new TreeMap<>(Map.of("action", action, "q", q));
        values.put("from", from == null ? "" : from.toString());
        values.put("to", to == null ? "" : to.toString());
        values.put(parameter, value);
        values.values().removeIf(String::isEmpty);
        values.keySet().forEach(name -> path.queryParam(name, "{" + name + "}"));
        return path.encode().buildAndExpand(values).toUriString();
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return DAY.matcher(typed).matches() ? LocalDate.parse(typed) : null;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }
}
