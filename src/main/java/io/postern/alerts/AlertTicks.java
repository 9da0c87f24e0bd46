package io.postern.alerts;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens by itself. */
@Component
class AlertTicks {

    private final AlertSchedule schedule;
    private final AlertRetention retention;

    AlertTicks(AlertSchedule schedule, AlertRetention retention) {
        this.schedule = schedule;
        this.retention = retention;
    }

    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    void batch() {
        schedule.batch();
    }

    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    void digest() {
        schedule.digest();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    void tidy() {
        retention.tidy();
    }
}
