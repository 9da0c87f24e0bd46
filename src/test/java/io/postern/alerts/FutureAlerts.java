package io.postern.alerts;

import io.postern.database.DatabaseTime;
import io.postern.database.upkeep.Upkeep;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts from before the clock was set back. */
public final class FutureAlerts {

    private FutureAlerts() {}

    /** As the watcher does. */
    public static void correct(JdbcClient jdbc, DatabaseTime time) {
        Upkeep.correct(jdbc, time, AlertUpkeep.alertsOfTheFuture());
    }
}
