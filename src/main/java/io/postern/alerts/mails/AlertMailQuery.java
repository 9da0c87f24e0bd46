package io.postern.alerts.mails;

import io.postern.alerts.Alert;
import io.postern.alerts.Severity;
import io.postern.alerts.subscriptions.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the alerts that mails list. */
@Repository
class AlertMailQuery {

    private final JdbcClient jdbc;

    AlertMailQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The most severe alerts, and how many there are in all. */
    record Selection(List<Alert> shown, int total) {}

    boolean hasUnmailed() {
        return jdbc.sql("select 1 from alert where " + MailableAlerts.UNMAILED.condition() + " fetch first row only")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The number of the last batch of which alerts are stored; 0 when there is none. */
    long lastBatch() {
        return jdbc.sql("select coalesce(max(mail_batch), 0) from alert")
                .query(Long.class)
                .single();
    }

    /** Marks all unmailed alerts as part of this batch. */
    void markMailed(long batch) {
        jdbc.sql("update alert set mail_batch = :batch where " + MailableAlerts.UNMAILED.condition())
                .param("batch", batch)
                .update();
    }

    /** The topics of these alerts. */
    List<Topic> topics(MailableAlerts alerts) {
        return jdbc.sql("select distinct component, severity from alert where " + alerts.condition())
                .params(alerts.values())
                .query((row, number) -> new Topic(row.getString(1), Severity.ranked(row.getInt(2))))
                .list();
    }

    Selection select(MailableAlerts alerts, Collection<Topic> topics, int atMost) {
        if (topics.isEmpty()) {
            return new Selection(List.of(), 0);
        }
        Map<String, Object> values = new HashMap<>(alerts.values());
        String where = " from alert where (" + alerts.condition() + ") and (" + isAbout(topics, values) + ")";
        int total = jdbc.sql("select count(*)" + where)
                .params(values)
                .query(Integer.class)
                .single();
        values.put("most", atMost);
        List<Alert> shown = jdbc.sql("select *" + where
                        + " order by severity desc, last_at desc, id desc fetch first :most rows only")
                .params(values)
                .query(Alert::of)
                .list();
        return new Selection(shown, total);
    }

    private static String isAbout(Collection<Topic> topics, Map<String, Object> values) {
        Map<Integer, Collection<String>> components = new TreeMap<>();
        topics.forEach(topic -> components
                .computeIfAbsent(topic.severity().rank(), rank -> new TreeSet<>())
                .add(topic.component()));
        List<String> conditions = new ArrayList<>();
        components.forEach((rank, names) -> {
            conditions.add("severity = " + rank + " and component in (:components" + rank + ")");
            values.put("components" + rank, names);
        });
        return String.join(" or ", conditions);
    }
}
