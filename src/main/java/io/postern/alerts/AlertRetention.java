package io.postern.alerts;

import io.postern.database.RowPurger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long an alert stays after it occurred last. */
@Component
class AlertRetention {

    private final RowPurger purger;
    private final AlertProperties properties;

    AlertRetention(RowPurger purger, AlertProperties properties) {
        this.purger = purger;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    void tidy() {
        purger.delete("alert", "id", "last_at < :end", properties.retention());
    }
}
