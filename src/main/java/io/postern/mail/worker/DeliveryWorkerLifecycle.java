package io.postern.mail.worker;

import io.postern.database.DatabaseLocation;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.DeliveryProperties;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.MailExpiry;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.RestoredBackup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works on the queue from start to stop. At a stop, mails that are being sent finish, and the others stay queued. */
@Component
class DeliveryWorkerLifecycle implements SmartLifecycle {

    /** Less than the limit of the phase, so that the database is still open. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** In seconds; a lease lasts four times as long. */
    private static final int LEASE_TICK = 15;

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkerLifecycle.class);

    private final DeliveryWorker worker;
    private final AcceptanceService acceptances;
    private final Leases leases;
    private final MailExpiry expiry;
    private final DeliveryQueue queue;
    private final QueueHold queueHold;
    private final RestoredBackup restored;
    private final DatabaseLocation database;
    private final DeliveryProperties properties;
    private volatile boolean running;

    DeliveryWorkerLifecycle(
            DeliveryWorker worker,
            AcceptanceService acceptances,
            Leases leases,
            MailExpiry expiry,
            DeliveryQueue queue,
            QueueHold queueHold,
            RestoredBackup restored,
            DatabaseLocation database,
            DeliveryProperties properties) {
        this.worker = worker;
        this.acceptances = acceptances;
        this.leases = leases;
        this.expiry = expiry;
        this.queue = queue;
        this.queueHold = queueHold;
        this.restored = restored;
        this.database = database;
        this.properties = properties;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.enabled();
    }

    @Override
    public void start() {
        if (restored.isFound()) {
            queueHold.pause();
            log.warn("The database was restored from a backup: no mail leaves until somebody resumes the queue");
        } else if (properties.startHeld()) {
            queueHold.pause();
            log.warn("postern.delivery.start-held is set: no mail leaves until somebody resumes the queue");
        }
        restored.remember();
        if (database.isExclusive()) {
            int reclaimed = queue.reclaimAll();
            int due = queue.due(Integer.MAX_VALUE);
            if (due > 0) {
                log.info("{} mails are due; {} of them were being sent when the last process ended", due, reclaimed);
            }
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

    /** On a thread of its own, since other scheduled work may take longer than a lease. */
    @Scheduled(fixedDelay = LEASE_TICK, timeUnit = TimeUnit.SECONDS, scheduler = "leaseRenewalScheduler")
    void renewLeases() {
        leases.renew();
    }

    /** Renews the leases of this process first: they may have run out while the database was away. */
    @Scheduled(fixedDelay = LEASE_TICK, timeUnit = TimeUnit.SECONDS)
    void keepLeases() {
        leases.retryReleases();
        leases.renew();
        queue.reclaim();
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
