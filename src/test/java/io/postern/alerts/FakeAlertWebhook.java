package io.postern.alerts;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down what it is told, and calls nobody. */
public final class FakeAlertWebhook extends AlertWebhook {

    private final List<String> told = new CopyOnWriteArrayList<>();

    public FakeAlertWebhook(JdbcClient jdbc) {
        super(jdbc, null, null);
    }

    /** The severity and cause of each alert that was raised, and the cause of each that was resolved. */
    public List<String> told() {
        return List.copyOf(told);
    }

    @Override
    void raised(NewAlert alert) {
        told.add(alert.severity() + " " + alert.cause());
    }

    @Override
    void resolved(String cause, Instant now) {
        told.add("resolved " + cause + " at " + now);
    }
}
