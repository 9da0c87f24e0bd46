package io.postern.audit;

import io.postern.database.RowPurger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a line stays in the trail. */
@Component
class AuditRetention {

    private final RowPurger purger;
    private final AuditProperties properties;

    AuditRetention(RowPurger purger, AuditProperties properties) {
        this.purger = purger;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
    void tidy() {
        purger.delete("audit_line", "id", "occurred_at < :end", properties.retention());
    }
}
