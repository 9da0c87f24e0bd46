package io.postern.webhook.worker;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts the work at its times. */
@Component
class WebhookTimer {

    private final WebhookWorker worker;

    WebhookTimer(WebhookWorker worker) {
        this.worker = worker;
    }

    @Scheduled(fixedDelayString = "${postern.webhook.tick:1s}", initialDelayString = "${postern.webhook.tick:1s}")
    void work() {
        worker.callAllDue();
    }

    @Scheduled(fixedDelayString = "PT15S")
    void tidyQueue() {
        worker.tidyQueue();
    }
}
