package io.postern.delivery;

import io.postern.storage.DatabaseLocation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When the queue is worked on: from start to a graceful stop, in which the message in hand finishes and the rest stays queued. */
@Component
class DeliveryWorkerLifecycle implements SmartLifecycle {

    /** Less than the phase's own limit, so that the database is still there. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkerLifecycle.class);

    private final DeliveryWorker courier;
    private final Acceptances acceptances;
    private final Leases leases;
    private final MailExpiry expiry;
    private final ClockCorrection correction;
    private final DatabaseLocation database;
    private final DeliveryProperties properties;
    private volatile boolean running;

    DeliveryWorkerLifecycle(
            DeliveryWorker courier,
            Acceptances acceptances,
            Leases leases,
            MailExpiry expiry,
            ClockCorrection correction,
            DatabaseLocation database,
            DeliveryProperties properties) {
        this.courier = courier;
        this.acceptances = acceptances;
        this.leases = leases;
        this.expiry = expiry;
        this.correction = correction;
        this.database = database;
        this.properties = properties;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.enabled();
    }

    @Override
    public void start() {
        if (database.isExclusive()) {
            leases.reclaimAll();
        }
        courier.resume();
        running = true;
    }

    @Scheduled(fixedDelayString = "${postern.delivery.tick:250ms}")
    void tick() {
        if (running) {
            leases.settle();
            acceptances.enter();
            courier.tick();
        }
    }

    @Scheduled(fixedDelayString = "PT15S")
    void keepLeases() {
        leases.settle();
        leases.renew();
        leases.reclaim();
        correction.makeDue();
        expiry.dropExpired();
    }

    @Override
    public void stop() {
        if (!courier.stop(PATIENCE)) {
            log.warn("A mail in hand did not end in time; it is put back and goes out again");
        }
        leases.releaseAll();
        acceptances.enter();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
