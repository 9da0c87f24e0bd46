package io.postern.alerts.sources;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.system.SystemPaths;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Work that nobody waits for, and that failed as nobody expected: one alert for each task, until the task works again. */
@Component
class BackgroundAlerts {

    private static final Logger log = LoggerFactory.getLogger(BackgroundAlerts.class);

    private final Alerts alerts;

    /** Those that did not fail since. One that is not among them may have failed before this process started. */
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    BackgroundAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Never throws. While the database is away, so is the list of alerts. */
    void failed(String task, Throwable error) {
        working.remove(task);
        if (isDatabaseAway(error)) {
            return;
        }
        AlertText text = AlertText.message(
                "alerts.text.background-failed", task, error.getClass().getSimpleName());
        try {
            alerts.raise(new NewAlert(Severity.ERROR, AlertComponent.SYSTEM, cause(task), text, SystemPaths.SYSTEM));
        } catch (RuntimeException failure) {
            log.warn("No alert could be raised for the failure of {}", task, failure);
        }
    }

    /** Never throws. */
    void worked(String task) {
        if (!working.add(task)) {
            return;
        }
        try {
            alerts.resolve(cause(task));
        } catch (RuntimeException failure) {
            working.remove(task);
            log.warn("The alert of {} could not be resolved", task, failure);
        }
    }

    private static String cause(String task) {
        return "background-failed:" + task;
    }

    private static boolean isDatabaseAway(Throwable error) {
        return error instanceof TransactionException
                || error instanceof NonTransientDataAccessResourceException
                || error instanceof TransientDataAccessResourceException;
    }
}
