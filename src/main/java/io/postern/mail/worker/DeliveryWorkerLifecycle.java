package io.postern.mail.worker;

import io.postern.database.DatabaseLocation;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.DeliveryProperties;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.MailExpiry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When the queue is worked on: from start to a graceful stop, in which the current message finishes and the others stay queued. */
@Component
class DeliveryWorkerLifecycle implements SmartLifecycle {

    /** Less than the phase's own limit, so that the database is still there. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** In seconds; several times less than a lease lasts. */
    private static final int LEASE_TICK = 15;

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkerLifecycle.class);

    private final DeliveryWorker worker;
    private final AcceptanceService acceptances;
    private final Leases leases;
    private final MailExpiry expiry;
    private final DatabaseLocation database;
    private final DeliveryProperties properties;
    private volatile boolean running;

    DeliveryWorkerLifecycle(
            DeliveryWorker worker,
            AcceptanceService acceptances,
            Leases leases,
            MailExpiry expiry,
            DatabaseLocation database,
            DeliveryProperties properties) {
        this.worker = worker;
        this.acceptances = acceptances;
        this.leases = leases;
        this.expiry = expiry;
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
        worker.resume();
        running = true;
    }

    @Scheduled(fixedDelayString = "${postern.delivery.tick:250ms}")
    void tick() {
        if (running) {
            leases.retryReleases();
            acceptances.apply();
            worker.tick();
        }
    }

    /** On a thread of its own: other scheduled work may take as long as it likes, and a lease ends after a minute. */
    @Scheduled(fixedDelay = LEASE_TICK, timeUnit = TimeUnit.SECONDS, scheduler = "leaseRenewalScheduler")
    void renewLeases() {
        leases.renew();
    }

    /** Renews its own leases before it takes over those of others: they may have run out while the database was away. */
    @Scheduled(fixedDelay = LEASE_TICK, timeUnit = TimeUnit.SECONDS)
    void keepLeases() {
        leases.retryReleases();
        leases.renew();
        leases.reclaim();
        expiry.dropExpired();
    }

    @Override
    public void stop() {
        if (!worker.stop(PATIENCE)) {
            log.warn("A mail that was being sent did not end in time; it is put back and goes out again");
        }
        leases.releaseAll();
        acceptances.apply();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
