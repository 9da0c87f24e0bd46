package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.database.Interval;
import io.postern.installation.Installation;
import io.postern.mail.DeliveryWorkerFailed;
import io.postern.mail.DeliveryWorkerRecovered;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.ActiveAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes due mails from the queue to the server, over as many connections at once as the settings allow; or one mail, as a probe,
 * while the queue is held.
 */
@Component
class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /**
     * The pause after an unexpected error, so that it does not fill the log, and while the server accepts no mail, so that it is not
     * asked all the time.
     */
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    private final DeliveryQueue queue;
    private final QueueHold queueHold;
    private final PauseCache pause;
    private final BatchSender batchSender;
    private final ConnectionRampUp rampUp;
    private final ActiveAccount account;
    private final Installation installation;
    private final ExecutorService connections;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;
    private volatile boolean stopping;
    private volatile Interval backOff = Interval.OVER;
    private volatile boolean failed;

    DeliveryWorker(
            DeliveryQueue queue,
            QueueHold queueHold,
            PauseCache pause,
            BatchSender batchSender,
            ConnectionRampUp rampUp,
            ActiveAccount account,
            Installation installation,
            ExecutorService deliveryConnections,
            ApplicationEventPublisher events,
            DatabaseTime clock) {
        this.queue = queue;
        this.queueHold = queueHold;
        this.pause = pause;
        this.batchSender = batchSender;
        this.rampUp = rampUp;
        this.account = account;
        this.installation = installation;
        this.connections = deliveryConnections;
        this.events = events;
        this.clock = clock;
    }

    /** Looks whether anything is due and may go, and sets connections to work on it. Quick: the work is done elsewhere. */
    void tick() {
        Instant now = clock.instant();
        if (stopping || backOff.lastsAt(now)) {
            return;
        }
        if (queue.due(now, 1) == 0
                || installation.recent().publicUrl() == null
                || !(account.current() instanceof ActiveAccount.Ready ready)) {
            return;
        }
        int busy = running();
        Optional<QueueHold.Hold> hold = queueHold.current();
        if (hold.isEmpty()) {
            int most = Math.min(ready.maxConnections(), rampUp.connections());
            int batches = (queue.due(now, most * BatchSender.BATCH) + BatchSender.BATCH - 1) / BatchSender.BATCH;
            for (int i = busy; i < Math.min(most, busy + batches); i++) {
                start(() -> drain(ready));
            }
        } else if (!hold.get().byPerson()) {
            rampUp.held();
            if (busy == 0) {
                queueHold.takeProbe().ifPresent(probe -> start(() -> probe(ready, probe)));
            }
        }
    }

    void resume() {
        stopping = false;
        backOff = Interval.OVER;
    }

    /** Lets the current mails finish and takes no others. False when that lasted longer than the patience. */
    boolean stop(Duration patience) {
        stopping = true;
        long left = patience.toNanos();
        lock.lock();
        try {
            while (running > 0 && left > 0) {
                left = ended.awaitNanos(left);
            }
            return running == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void start(Runnable work) {
        count(1);
        boolean started = false;
        try {
            connections.execute(() -> {
                try {
                    work.run();
                    if (failed) {
                        failed = false;
                        events.publishEvent(new DeliveryWorkerRecovered());
                    }
                } catch (RuntimeException | Error e) {
                    failed = true;
                    backOff = Interval.of(BACK_OFF, clock.instant());
                    log.error("A batch of the delivery worker ended early; its mails go out with a later one", e);
                    events.publishEvent(new DeliveryWorkerFailed(e));
                } finally {
                    count(-1);
                }
            });
            started = true;
        } catch (RejectedExecutionException shuttingDown) {
            log.debug("No more mail goes out", shuttingDown);
        } finally {
            // Also when the system has no thread to give: a later tick may find one.
            if (!started) {
                count(-1);
            }
        }
    }

    /** A mail that turns out to have nobody to go to proves nothing: the next one probes. */
    private void probe(ActiveAccount.Ready ready, QueueHold.Probe probe) {
        BatchSender.Result result;
        do {
            result = batchSender.probe(ready, probe.next(), () -> mustStop(ready));
        } while (result.claimed() > 0 && result.composed() == 0 && !stopping);
        if (result.composed() == 0) {
            queueHold.giveBack(probe);
        }
        if (queueHold.current().isEmpty()) {
            rampUp.recovered();
        }
    }

    /** Until nothing more is due, or the settings change. */
    private void drain(ActiveAccount.Ready ready) {
        boolean more = true;
        while (more && !stopping && queueHold.current().isEmpty()) {
            BatchSender.Result result = batchSender.send(ready, () -> mustStop(ready));
            if (result.serverUnavailable()) {
                backOff = Interval.of(BACK_OFF, clock.instant());
            }
            more = result.mayHaveMore()
                    && account.current() instanceof ActiveAccount.Ready current
                    && current.version() == ready.version();
        }
    }

    /** Whether no further mail is to be taken with these settings. */
    private boolean mustStop(ActiveAccount.Ready settings) {
        return stopping || !account.isCurrent(settings) || pause.isOn();
    }

    private int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void count(int more) {
        lock.lock();
        try {
            running += more;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
