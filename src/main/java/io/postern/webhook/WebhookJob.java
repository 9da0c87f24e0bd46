package io.postern.webhook;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens by itself. */
@Component
class WebhookJob {

    private final WebhookWorker courier;

    WebhookJob(WebhookWorker courier) {
        this.courier = courier;
    }

    @Scheduled(fixedDelayString = "${postern.webhook.tick:1s}", initialDelayString = "${postern.webhook.tick:1s}")
    void work() {
        courier.work();
    }

    @Scheduled(fixedDelayString = "PT15S")
    void tidyQueue() {
        courier.tidyQueue();
    }
}
