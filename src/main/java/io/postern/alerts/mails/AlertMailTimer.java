package io.postern.alerts.mails;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs the schedules. */
@Component
class AlertMailTimer {

    private final AlertMailScheduler schedule;

    AlertMailTimer(AlertMailScheduler schedule) {
        this.schedule = schedule;
    }

    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    void batch() {
        schedule.batch();
    }

    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    void digest() {
        schedule.digest();
    }
}
