package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;
import io.postern.audit.AuditEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which alert mails each user chose. */
@Component
class Subscriptions {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Subscriptions(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    private record Row(UUID user, Topic topic, MailFrequency frequency) {}

    Subscription of(UUID user) {
        Map<Topic, MailFrequency> chosen = new HashMap<>();
        rows("where user_id = ?", user).forEach(row -> chosen.put(row.topic(), row.frequency()));
        return new Subscription(chosen);
    }

    /** By user, of all who chose something. */
    Map<UUID, Subscription> all() {
        Map<UUID, Map<Topic, MailFrequency>> chosen = new HashMap<>();
        rows("").forEach(row ->
                chosen.computeIfAbsent(row.user(), user -> new HashMap<>()).put(row.topic(), row.frequency()));
        Map<UUID, Subscription> all = new HashMap<>();
        chosen.forEach((user, topics) -> all.put(user, new Subscription(topics)));
        return all;
    }

    /** Replaces what a user chose. Two calls at once wait for each other at the lock of the user's row. */
    @Transactional
    public void change(UUID user, String username, Subscription to) {
        jdbc.sql("select id from users where id = ? for update")
                .param(user)
                .query(UUID.class)
                .optional();
        jdbc.sql("delete from alert_subscription where user_id = ?").param(user).update();
        to.chosen().forEach((topic, frequency) -> jdbc.sql(
                        "insert into alert_subscription (user_id, component, severity, frequency) values (?, ?, ?, ?)")
                .params(user, topic.component(), topic.severity().rank(), frequency.name())
                .update());
        events.publishEvent(new AuditEntry("alerts.audit.subscribed", username));
    }

    private Iterable<Row> rows(String where, Object... values) {
        return jdbc.sql("select user_id, component, severity, frequency from alert_subscription " + where)
                .params(values)
                .query((row, number) -> new Row(
                        row.getObject(1, UUID.class),
                        new Topic(row.getString(2), Severity.ranked(row.getInt(3))),
                        MailFrequency.valueOf(row.getString(4))))
                .list();
    }
}
