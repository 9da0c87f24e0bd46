package io.postern.mail.delivery;

import io.postern.database.Interval;
import io.postern.installation.Installation;
import io.postern.mail.DeliveryWorkerFailed;
import io.postern.mail.DeliveryWorkerRecovered;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.ActiveAccount;
import java.time.Clock;
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
 * Takes due mails from the queue to the server, over as many connections at once as the settings allow; or one mail, to see
 * whether it goes through, while the gate is closed.
 */
@Component
class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /** After what nobody expected, so that it does not fill the log; and at a door that nobody is let in by, so as not to hammer at it. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final DeliveryQueue queue;
    private final QueueHold gate;
    private final QueuePause pause;
    private final BatchSender rounds;
    private final ConnectionRampUp ramp;
    private final ActiveAccount account;
    private final Installation installation;
    private final ExecutorService connections;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;
    private volatile boolean stopping;
    private volatile Interval rest = Interval.OVER;
    private volatile boolean failed;

    DeliveryWorker(
            DeliveryQueue queue,
            QueueHold gate,
            QueuePause pause,
            BatchSender rounds,
            ConnectionRampUp ramp,
            ActiveAccount account,
            Installation installation,
            ExecutorService courierConnections,
            ApplicationEventPublisher events,
            Clock clock) {
        this.queue = queue;
        this.gate = gate;
        this.pause = pause;
        this.rounds = rounds;
        this.ramp = ramp;
        this.account = account;
        this.installation = installation;
        this.connections = courierConnections;
        this.events = events;
        this.clock = clock;
    }

    /** Looks whether anything is due and may go, and sets connections to work on it. Quick: the work is done elsewhere. */
    void tick() {
        Instant now = clock.instant();
        if (stopping || rest.lastsAt(now)) {
            return;
        }
        if (queue.due(now, 1) == 0
                || installation.recent().publicUrl() == null
                || !(account.current() instanceof ActiveAccount.Ready ready)) {
            return;
        }
        int busy = running();
        Optional<QueueHold.Hold> hold = gate.hold();
        if (hold.isEmpty()) {
            int most = Math.min(ready.maxConnections(), ramp.connections());
            int batches = (queue.due(now, most * BatchSender.BATCH) + BatchSender.BATCH - 1) / BatchSender.BATCH;
            for (int i = busy; i < Math.min(most, busy + batches); i++) {
                start(() -> drain(ready));
            }
        } else if (!hold.get().byPerson()) {
            ramp.held();
            if (busy == 0) {
                gate.takeProbe().ifPresent(probe -> start(() -> probe(ready, probe)));
            }
        }
    }

    void resume() {
        stopping = false;
        rest = Interval.OVER;
    }

    /** Lets the mails in hand finish and takes no others. False when that lasted longer than the patience. */
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
        boolean begun = false;
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
                    rest = Interval.of(REST, clock.instant());
                    log.error("A courier's batch ended early; its mails go out with a later one", e);
                    events.publishEvent(new DeliveryWorkerFailed(e));
                } finally {
                    count(-1);
                }
            });
            begun = true;
        } catch (RejectedExecutionException shuttingDown) {
            log.debug("No more mail goes out", shuttingDown);
        } finally {
            // Also when the system has no thread to give: a later tick may find one.
            if (!begun) {
                count(-1);
            }
        }
    }

    /** A mail that turns out to have nobody to go to proves nothing: the next one probes. */
    private void probe(ActiveAccount.Ready ready, QueueHold.Probe probe) {
        BatchSender.Result result;
        do {
            result = rounds.probe(ready, probe.next(), () -> endsWith(ready));
        } while (result.claimed() > 0 && result.composed() == 0 && !stopping);
        if (result.composed() == 0) {
            gate.giveBack(probe);
        }
        if (gate.hold().isEmpty()) {
            ramp.opened();
        }
    }

    /** Until nothing more is due, or the settings change. */
    private void drain(ActiveAccount.Ready ready) {
        boolean more = true;
        while (more && !stopping && gate.hold().isEmpty()) {
            BatchSender.Result result = rounds.send(ready, () -> endsWith(ready));
            if (result.turnedAway()) {
                rest = Interval.of(REST, clock.instant());
            }
            more = result.goesOn()
                    && account.current() instanceof ActiveAccount.Ready current
                    && current.version() == ready.version();
        }
    }

    /** Whether no further mail is to be taken with these settings. */
    private boolean endsWith(ActiveAccount.Ready settings) {
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
