package io.postern.alerts.sources;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.stereotype.Component;

/** Watches every scheduled method, in whichever room. */
@Component
class ScheduledTaskObserver implements ObservationHandler<ScheduledTaskObservationContext> {

    /** Asked for late: what observes is made before what it observes. */
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
