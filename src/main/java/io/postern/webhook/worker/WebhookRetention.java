package io.postern.webhook.worker;

import io.postern.database.RowPurger;
import io.postern.webhook.WebhookProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a call that ended stays in the list. */
@Component
class WebhookRetention {

    private final RowPurger purger;
    private final WebhookProperties properties;

    WebhookRetention(RowPurger purger, WebhookProperties properties) {
        this.purger = purger;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    void tidy() {
        purger.delete("webhook_call", "id", "finished_at < :end", properties.retention());
    }
}
