package io.postern.alerts.sources;

import io.postern.alerts.AlertChannel;
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

/** Raises one alert for each background task that fails or stands still, and resolves it when the task works again. */
@Component
class BackgroundAlerts {

    private static final Logger log = LoggerFactory.getLogger(BackgroundAlerts.class);

    private static final String FAILED = "background-failed:";
    private static final String STALLED = "background-stalled:";

    private final Alerts alerts;

    /** Causes that are resolved for certain. Others may have been open before this process started. */
    private final Set<String> over = ConcurrentHashMap.newKeySet();

    BackgroundAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Never throws. Raises nothing while the database is away, since alerts are stored there. */
    void failed(String task, Throwable error) {
        if (isDatabaseAway(error)) {
            over.remove(FAILED + task);
            return;
        }
        AlertText text = AlertText.message(
                "alerts.text.background-failed", task, error.getClass().getSimpleName());
        raise(new NewAlert(Severity.ERROR, AlertComponent.SYSTEM, FAILED + task, text, SystemPaths.SYSTEM));
    }

    /** Never throws. */
    void worked(String task) {
        resolve(FAILED + task);
    }

    /** Never throws. The alert is not sent by the channel that stands still. */
    void stalled(String task) {
        AlertText text = AlertText.message("alerts.text.tick-stalled", task);
        raise(new NewAlert(Severity.ERROR, AlertComponent.SYSTEM, STALLED + task, text, SystemPaths.SYSTEM)
                .about(task.startsWith("Webhook") ? AlertChannel.WEBHOOK : AlertChannel.MAIL));
    }

    /** Never throws. */
    void runs(String task) {
        resolve(STALLED + task);
    }

    private void raise(NewAlert alert) {
        over.remove(alert.cause());
        try {
            alerts.raise(alert);
        } catch (RuntimeException failure) {
            log.warn("The alert {} could not be raised", alert.cause(), failure);
        }
    }

    private void resolve(String cause) {
        if (!over.add(cause)) {
            return;
        }
        try {
            alerts.resolve(cause);
        } catch (RuntimeException failure) {
            over.remove(cause);
            log.warn("The alert {} could not be resolved", cause, failure);
        }
    }

    private static boolean isDatabaseAway(Throwable error) {
        return error instanceof TransactionException
                || error instanceof NonTransientDataAccessResourceException
                || error instanceof TransientDataAccessResourceException;
    }
}
