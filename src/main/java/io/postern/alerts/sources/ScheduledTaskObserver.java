package io.postern.alerts.sources;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.stereotype.Component;

/** Observes the scheduled methods of all rooms. */
@Component
class ScheduledTaskObserver implements ObservationHandler<ScheduledTaskObservationContext> {

    /** Looked up late: observation handlers are created before the beans that they observe. */
    private final ObjectProvider<BackgroundAlerts> alerts;

    ScheduledTaskObserver(ObjectProvider<BackgroundAlerts> alerts) {
        this.alerts = alerts;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext;
    }

    @Override
    public void onStop(ScheduledTaskObservationContext context) {
        String task = context.getTargetClass().getSimpleName() + "."
                + context.getMethod().getName();
        Throwable error = context.getError();
        if (error == null) {
            alerts.getObject().worked(task);
        } else {
            alerts.getObject().failed(task, error);
        }
    }
}
