package io.postern.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns the courier by hand. */
@Component
public class DeliveryFixture {

    private final Courier courier;
    private final DeliveryQueue queue;
    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryFixture(Courier courier, DeliveryQueue queue, JdbcClient jdbc, Clock clock) {
        this.courier = courier;
        this.queue = queue;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Ticks until nothing is due, or nothing moves since the queue is held or waits for settings. */
    public void deliver() {
        int due = due();
        int before;
        do {
            before = due;
            courier.tick();
            due = due();
        } while (due > 0 && due < before);
    }

    private int due() {
        return jdbc.sql("select count(*) from delivery where state = 'QUEUED' and due_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
    }

    public void dropExpired() {
        queue.dropExpired(clock.instant());
    }

    public boolean isOpen() {
        return jdbc.sql("select held_since is null from delivery_gate")
                .query(Boolean.class)
                .single();
    }

    /** States of all mails of a kind, the oldest first. */
    public List<String> states(String kind) {
        return jdbc.sql("select state from delivery where kind = ? order by id")
                .param(kind)
                .query(String.class)
                .list();
    }

    /** Forgets all mails and what held the queue. */
    public void clear() {
        jdbc.sql("delete from delivery").update();
        jdbc.sql("update delivery_gate set held_since = null, held_by_person = false, problem = null")
                .update();
    }
}
