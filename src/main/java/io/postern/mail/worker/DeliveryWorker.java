package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.database.Interval;
import io.postern.installation.Installation;
import io.postern.mail.DeliveryWorkerFailed;
import io.postern.mail.DeliveryWorkerRecovered;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.ServerHold;
import io.postern.mail.settings.ActiveAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
 * Takes due mails from the queue to the first server that is not on hold, over as many connections as its settings allow. To a server
 * on hold it sends one mail as a probe.
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
    private final ServerHold serverHold;
    private final PauseCache pause;
    private final BatchSender batchSender;
    private final ConnectionRampUps rampUps;
    private final ActiveAccount account;
    private final UsableServers usable;
    private final Installation installation;
    private final ExecutorService connections;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    private final Collection<Connection> running = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private volatile Interval backOff = Interval.OVER;
    private volatile boolean failed;

    DeliveryWorker(
            DeliveryQueue queue,
            QueueHold queueHold,
            ServerHold serverHold,
            PauseCache pause,
            BatchSender batchSender,
            ConnectionRampUps rampUps,
            ActiveAccount account,
            UsableServers usable,
            Installation installation,
            ExecutorService deliveryConnections,
            ApplicationEventPublisher events,
            DatabaseTime clock) {
        this.queue = queue;
        this.queueHold = queueHold;
        this.serverHold = serverHold;
        this.pause = pause;
        this.batchSender = batchSender;
        this.rampUps = rampUps;
        this.account = account;
        this.usable = usable;
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
        if (queue.due(1) == 0 || installation.recent().publicUrl() == null) {
            return;
        }
        List<ActiveAccount.Ready> servers = usable.inOrder();
        QueueHold.Servers holds = queueHold.servers();
        if (holds.hold().filter(QueueHold.Hold::byPerson).isPresent()) {
            return;
        }
        running.removeIf(connection -> connection.task().isDone());
        Optional<ActiveAccount.Ready> used = UsableServers.firstFree(servers, holds);
        // Probes come first, or the server in use might leave them no mail. Those behind it are probed when they are
        // needed.
        servers.stream()
                .takeWhile(server -> used.filter(server::equals).isEmpty())
                .forEach(server -> {
                    rampUps.of(server.server()).held();
                    if (busy(server) == 0) {
                        serverHold
                                .takeProbe(server.server())
                                .ifPresent(probe -> start(server, () -> probe(server, probe)));
                    }
                });
        used.ifPresent(this::startDrains);
    }

    private void startDrains(ActiveAccount.Ready server) {
        int most = Math.min(server.maxConnections(), rampUps.of(server.server()).connections());
        int batches = (queue.due(most * BatchSender.BATCH) + BatchSender.BATCH - 1) / BatchSender.BATCH;
        int busy = busy(server);
        for (int i = busy; i < Math.min(most, busy + batches); i++) {
            start(server, () -> drain(server));
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
            for (Connection connection : running) {
                connection.task().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        }
    }

    /** Work with a server on a thread of its own. */
    private record Connection(int server, long version, FutureTask<?> task) {}

    /** Those with older settings end by themselves, and may hang before. */
    private int busy(ActiveAccount.Ready server) {
        return (int) running.stream()
                .filter(connection ->
                        connection.server() == server.server() && connection.version() == server.version())
                .count();
    }

    private void start(ActiveAccount.Ready server, Runnable work) {
        Connection connection =
                new Connection(server.server(), server.version(), new FutureTask<>(() -> run(work), null));
        running.add(connection);
        boolean started = false;
        try {
            connections.execute(connection.task());
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
    private void probe(ActiveAccount.Ready server, ServerHold.Probe probe) {
        BatchSender.Result result;
        int refused = 0;
        do {
            result = batchSender.probe(server, probe.next(), () -> mustStop(server));
            refused += result.composed();
        } while (result.claimed() > 0
                && !result.serverUnavailable()
                && (result.composed() == 0 || (refused < PROBES_OF_REFUSALS && isHeldForRefusals(server)))
                && !stopping);
        if (result.composed() == 0) {
            serverHold.giveBack(probe);
        } else {
            serverHold.probed(probe);
        }
        if (!isOnHold(server)) {
            rampUps.of(server.server()).recovered();
        }
    }

    private boolean isHeldForRefusals(ActiveAccount.Ready server) {
        QueueHold.Hold hold = queueHold.servers().held().get(server.server());
        return hold != null && hold.reply() != null;
    }

    private boolean isOnHold(ActiveAccount.Ready server) {
        return queueHold.servers().held().containsKey(server.server());
    }

    /** Until nothing more is due, or another server is to be used, or the settings change. */
    private void drain(ActiveAccount.Ready server) {
        boolean more = true;
        while (more && !stopping && usable.isToBeUsed(server)) {
            BatchSender.Result result = batchSender.send(server, () -> mustStop(server));
            if (result.serverUnavailable() && !isOnHold(server)) {
                backOff = Interval.of(BACK_OFF, clock.instant());
            }
            more = result.mayHaveMore();
        }
    }

    /** Whether no further mail is to be taken with these settings. */
    private boolean mustStop(ActiveAccount.Ready settings) {
        return stopping || !account.isCurrent(settings) || pause.isOn();
    }
}
