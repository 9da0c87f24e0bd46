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
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes due mails from the queue to the server, over as many connections as the settings allow. While the queue is held, it sends one
 * mail as a probe.
 */
@Component
class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /** The pause after an unexpected error, which would fill the log, and while the server accepts no mail. */
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    /** How many mails probe at a time a queue that is held since recipients were refused: as many as tell of a server. */
    private static final int PROBES_OF_REFUSALS = 5;

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

    private final Collection<FutureTask<?>> running = new ConcurrentLinkedQueue<>();
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

    /** Starts connections if anything is due and may go. Quick, since they work on threads of their own. */
    void tick() {
        Instant now = clock.instant();
        if (stopping || backOff.lastsAt(now)) {
            return;
        }
        if (queue.due(1) == 0
                || installation.recent().publicUrl() == null
                || !(account.current() instanceof ActiveAccount.Ready ready)) {
            return;
        }
        int busy = running();
        Optional<QueueHold.Hold> hold = queueHold.current();
        if (hold.isEmpty()) {
            int most = Math.min(ready.maxConnections(), rampUp.connections());
            int batches = (queue.due(most * BatchSender.BATCH) + BatchSender.BATCH - 1) / BatchSender.BATCH;
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

    /** Lets the current mails finish and takes no others. False if that lasts longer than the patience. */
    boolean stop(Duration patience) {
        stopping = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (FutureTask<?> connection : running) {
                connection.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        }
    }

    private int running() {
        running.removeIf(FutureTask::isDone);
        return running.size();
    }

    private void start(Runnable work) {
        FutureTask<?> connection = new FutureTask<>(() -> run(work), null);
        running.add(connection);
        boolean started = false;
        try {
            connections.execute(connection);
            started = true;
        } catch (RejectedExecutionException shuttingDown) {
            log.debug("No more mail goes out", shuttingDown);
        } finally {
            // Also if the system has no thread left: a later tick may get one.
            if (!started) {
                running.remove(connection);
            }
        }
    }

    private void run(Runnable work) {
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
        }
    }

    /** A mail that is dropped proves nothing: then the next one probes. Nor does a mail that may be refused rightly. */
    private void probe(ActiveAccount.Ready ready, QueueHold.Probe probe) {
        BatchSender.Result result;
        int refused = 0;
        do {
            result = batchSender.probe(ready, probe.next(), () -> mustStop(ready));
            refused += result.composed();
        } while (result.claimed() > 0
                && !result.serverUnavailable()
                && (result.composed() == 0 || (refused < PROBES_OF_REFUSALS && isHeldForRefusals()))
                && !stopping);
        if (result.composed() == 0) {
            queueHold.giveBack(probe);
        }
        if (queueHold.current().isEmpty()) {
            rampUp.recovered();
        }
    }

    private boolean isHeldForRefusals() {
        return queueHold.current().map(QueueHold.Hold::reply).isPresent();
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
}
