package io.postern.alerts.list;

import io.postern.database.Conditions;
import io.postern.database.ListQuery;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each reader has read: single alerts, or all up to a number, which is one row for a long history. */
@Component
class ReadMarks {

    private final JdbcClient jdbc;
    private final AlertList alerts;

    ReadMarks(JdbcClient jdbc, AlertList alerts) {
        this.jdbc = jdbc;
        this.alerts = alerts;
    }

    /** Marks the alerts that exist. Two clicks at once wait for each other, because both lock the reader's row. */
    @Transactional
    public void read(UUID reader, Collection<Long> alerts) {
        lockReader(reader);
        for (Long alert : alerts) {
            jdbc.sql(
                            """
                            insert into alert_read (user_id, alert_id)
                            select cast(:reader as uuid), a.id from alert a
                            where a.id = :alert and not exists
                                (select 1 from alert_read r where r.user_id = :reader and r.alert_id = :alert)
                            """)
                    .param("reader", reader)
                    .param("alert", alert)
                    .update();
        }
    }

    /** Marks all alerts that match, up to the newest one that the reader saw. */
    @Transactional
    public void readUpTo(UUID reader, long alert, ListQuery query) {
        lockReader(reader);
        if (query.isFiltered()) {
            readMatching(reader, alert, query);
        } else {
            readAll(reader, alert);
        }
    }

    private void readMatching(UUID reader, long alert, ListQuery query) {
        Conditions matching = alerts.conditions(query, AlertList.by(reader).and("a.id <= :alert", "alert", alert));
        jdbc.sql("insert into alert_read (user_id, alert_id) select cast(:reader as uuid), a.id from alert a where "
                        + matching.sql() + " and not " + AlertList.READ)
                .params(matching.values())
                .update();
    }

    private void readAll(UUID reader, long alert) {
        int moved = jdbc.sql(
                        "update alert_read_up_to set alert_id = :alert where user_id = :reader and alert_id < :alert")
                .param("alert", alert)
                .param("reader", reader)
                .update();
        if (moved == 0) {
            jdbc.sql(
                            """
                            insert into alert_read_up_to (user_id, alert_id) select cast(:reader as uuid), :alert
                            where not exists (select 1 from alert_read_up_to where user_id = :reader)
                            """)
                    .param("reader", reader)
                    .param("alert", alert)
                    .update();
        }
        jdbc.sql("delete from alert_read where user_id = :reader and alert_id <= :alert")
                .param("reader", reader)
                .param("alert", alert)
                .update();
    }

    private void lockReader(UUID reader) {
        jdbc.sql("select id from users where id = ? for update")
                .param(reader)
                .query(UUID.class)
                .optional();
    }
}
