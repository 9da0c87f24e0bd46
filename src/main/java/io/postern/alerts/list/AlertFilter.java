package io.postern.alerts.list;

import io.postern.database.SearchText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A query as a condition on rows {@code a} of alerts, for one reader. */
final class AlertFilter {

    /** An alert's row is there for a reader who has read it. */
    static final String READ =
            """
            (a.id <= coalesce((select r.alert_id from alert_read_up_to r where r.user_id = :reader), 0)
                or exists (select 1 from alert_read r where r.alert_id = a.id and r.user_id = :reader))""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    AlertFilter(AlertQuery query, UUID reader) {
        values.put("reader", reader);
        if (query.severity() != null) {
            with("a.severity >= :severity", "severity", query.severity().rank());
        }
        if (!query.component().isEmpty()) {
            with("a.component = :component", "component", query.component());
        }
        if (!query.q().isEmpty()) {
            String pattern = SearchText.containing(query.q().toLowerCase(Locale.ROOT));
            with("a.search_text like :q escape '\\'", "q", pattern);
        }
        if (query.state() != null) {
            conditions.add(
                    switch (query.state()) {
                        case UNREAD -> "not " + READ;
                        case READ -> READ;
                        case RESOLVED -> "a.resolved_at is not null";
                    });
        }
    }

    /** One condition more, with its parameter. */
    AlertFilter with(String condition, String parameter, Object value) {
        conditions.add(condition);
        values.put(parameter, value);
        return this;
    }

    String condition() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }
}
