package io.postern.alerts;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records the alerts that it gets, and calls nobody. */
public final class FakeAlertWebhook extends AlertWebhook {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    public FakeAlertWebhook(JdbcClient jdbc) {
        super(jdbc, null, null, null, null, null);
    }

    /** The severity and cause of each alert that was raised, and the cause of each that was resolved. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    void raised(NewAlert alert) {
        calls.add(alert.severity() + " " + alert.cause());
    }

    @Override
    void resolved(String cause, Instant now) {
        calls.add("resolved " + cause + " at " + now);
    }
}
