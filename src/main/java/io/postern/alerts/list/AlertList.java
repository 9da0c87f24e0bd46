package io.postern.alerts.list;

import io.postern.alerts.Alert;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.Severity;
import io.postern.database.Conditions;
import io.postern.database.RowList;
import io.postern.net.Coded;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of alerts as one reader sees it, and what the bell shows of it. */
@Component
public class AlertList extends RowList<AlertList.Entry> {

    /** Whether the reader has read the alert. */
    static final String READ =
            """
            (a.id <= coalesce((select r.alert_id from alert_read_up_to r where r.user_id = :reader), 0)
                or exists (select 1 from alert_read r where r.alert_id = a.id and r.user_id = :reader))""";

    private final JdbcClient jdbc;

    AlertList(JdbcClient jdbc, AlertMessages messages) {
        super(
                jdbc,
                "/alerts",
                "alert a",
                "a.*, case when " + READ + " then 1 else 0 end as is_read",
                (row, number) -> new Entry(Alert.of(row, number), row.getInt("is_read") == 1));
        this.jdbc = jdbc;
        newestFirst("id");
        filter(
                "severity",
                oneOf(Severity.values()),
                (alerts, name) -> alerts.and(
                        "severity >= :severity",
                        "severity",
                        Severity.valueOf(name).rank()));
        filter("component", String::strip, (alerts, name) -> alerts.and("component = :component", "component", name));
        filter(
                "state",
                oneOf(Arrays.stream(State.values()).map(State::code)),
                (alerts, state) -> alerts.and(State.valueOf(state.toUpperCase(Locale.ROOT)).condition));
        cell("id", entry -> entry.alert().id());
        cell("severity", entry -> entry.alert().severity());
        cell("component", entry -> entry.alert().component());
        cell("text", entry -> messages.text(entry.alert().text(), LocaleContextHolder.getLocale()));
        cell("detail", entry -> messages.detail(entry.alert().text(), LocaleContextHolder.getLocale()));
        cell("occurrences", entry -> entry.alert().occurrences());
        cell("firstAt", entry -> entry.alert().firstAt());
        cell("lastAt", entry -> entry.alert().lastAt());
        cell("resolvedAt", entry -> entry.alert().resolvedAt());
        cell("read", Entry::read);
        search((alerts, q) ->
                alerts.contains("search_text", q.toLowerCase(Locale.ROOT)).sortLast("search_text"));
    }

    enum State implements Coded {
        UNREAD("not " + AlertList.READ),
        READ(AlertList.READ),
        RESOLVED("resolved_at is not null");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }

        /** {@code alerts.state.unread} and so on. */
        String messageKey() {
            return "alerts.state." + code();
        }
    }

    /** An alert, and whether the reader has read it. */
    public record Entry(Alert alert, boolean read) {}

    /** The parameter that the list needs: who reads it. */
    static Conditions by(UUID reader) {
        return new Conditions().with("reader", reader);
    }

    /** All components that occur. */
    public List<String> components() {
        return values("component");
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

    /** The most severe alerts that a reader has not read. Among equal ones, the newest come first. */
    List<Alert> mostSevereUnread(UUID reader, int atMost) {
        return jdbc.sql("select a.* from alert a where not " + READ + " order by severity desc, id desc limit :most")
                .param("reader", reader)
                .param("most", atMost)
                .query(Alert::of)
                .list();
    }
}
