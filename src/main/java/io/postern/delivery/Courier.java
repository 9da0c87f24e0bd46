package io.postern.delivery;

import io.postern.installation.Installation;
import io.postern.mailsettings.MailAccount;
import io.postern.smtp.Mail;
import io.postern.smtp.RetryClass;
import io.postern.smtp.SendOutcome;
import io.postern.smtp.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes due mails from the queue to the server: claims a batch, has it composed, sends it over one connection outside any
 * transaction and records each outcome by itself. As many batches at once as the settings allow connections.
 */
@Component
class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 50;

    private final DeliveryQueue queue;
    private final Gate gate;
    private final Composer composer;
    private final OutcomeRecorder outcomes;
    private final Leases leases;
    private final Senders senders;
    private final MailAccount account;
    private final Installation installation;
    private final ExecutorService connections;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    /** Whether the server has taken a mail since the gate was last closed: then a refusal of one recipient is that one's own. */
    private volatile boolean flowing;

    private volatile boolean stopping;

    Courier(
            DeliveryQueue queue,
            Gate gate,
            Composer composer,
            OutcomeRecorder outcomes,
            Leases leases,
            Senders senders,
            MailAccount account,
            Installation installation,
            ExecutorService courierConnections,
            Clock clock) {
        this.queue = queue;
        this.gate = gate;
        this.composer = composer;
        this.outcomes = outcomes;
        this.leases = leases;
        this.senders = senders;
        this.account = account;
        this.installation = installation;
        this.connections = courierConnections;
        this.clock = clock;
    }

    /** Looks whether anything is due and may go, and sets connections to work on it. Quick: the work is done elsewhere. */
    void tick() {
        if (stopping || !queue.hasDue(clock.instant()) || installation.current().publicUrl() == null) {
            return;
        }
        if (!(account.current() instanceof MailAccount.Ready ready)) {
            return;
        }
        if (gate.hold().isPresent()) {
            if (running.get() == 0 && gate.takeProbe()) {
                start(() -> probe(ready));
            }
            return;
        }
        for (int i = running.get(); i < ready.maxConnections(); i++) {
            start(() -> drain(ready));
        }
    }

    /** Lets the mails in hand finish, at most so long, and puts the rest back. */
    void stop(Duration patience) {
        stopping = true;
        connections.shutdown();
        try {
            if (!connections.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A mail in hand did not end in time; it goes out again when its lease has run out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Runnable work) {
        running.incrementAndGet();
        try {
            connections.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    log.error("A courier's batch ended early; its mails go out with a later one", e);
                } finally {
                    running.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException shuttingDown) {
            running.decrementAndGet();
        }
    }

    private void probe(MailAccount.Ready ready) {
        deliverBatch(ready, 1);
        if (!flowing) {
            gate.putOffProbe();
        }
    }

    private void drain(MailAccount.Ready ready) {
        while (!stopping && gate.hold().isEmpty() && deliverBatch(ready, BATCH)) {
            // Until nothing is due; a change of settings takes effect with the next batch.
            if (!(account.current() instanceof MailAccount.Ready current) || current.version() != ready.version()) {
                return;
            }
        }
    }

    /** True when there was a whole batch, so that there may be more. */
    private boolean deliverBatch(MailAccount.Ready ready, int most) {
        UUID owner = leases.begin();
        try {
            int allowed = gate.allowance(most, ready.maxPerMinute());
            List<QueuedMail> claimed = allowed == 0 ? List.of() : queue.claim(owner, allowed, clock.instant());
            if (claimed.isEmpty()) {
                return false;
            }
            String domain = ready.account().sender().from().domain();
            Map<String, QueuedMail> rows = new HashMap<>();
            List<Composer.Ready> composed = composer.compose(claimed, owner, domain);
            composed.forEach(each -> rows.put(each.mail().messageId(), each.row()));
            // Taken one by one, so that a stop lets the mail in hand finish and takes no other.
            Iterable<Mail> inHand = () -> composed.stream()
                    .map(Composer.Ready::mail)
                    .takeWhile(mail -> !stopping)
                    .iterator();
            senders.of(ready.account())
                    .deliver(
                            inHand,
                            (mail, outcome) ->
                                    record(Objects.requireNonNull(rows.get(mail.messageId())), owner, outcome));
            return claimed.size() == allowed && allowed == BATCH;
        } finally {
            leases.end(owner);
        }
    }

    private void record(QueuedMail mail, UUID owner, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            outcomes.accepted(mail, owner, accepted);
            open();
        } else if (outcome instanceof SendOutcome.Failed failed) {
            SendOutcome.Failure failure = failed.failure();
            RetryClass retry = failure.retry();
            if (flowing && retry == RetryClass.CONFIGURATION && failure.stage() == Stage.RECIPIENT) {
                retry = RetryClass.RECIPIENT;
            }
            outcomes.failed(mail, owner, failure, retry);
            if (retry == RetryClass.CONFIGURATION) {
                close(failure);
            } else if (failure.stage().compareTo(Stage.RECIPIENT) >= 0) {
                open();
            }
        } else if (outcome instanceof SendOutcome.Unsent unsent) {
            outcomes.unsent(mail, owner, unsent.cause());
            if (unsent.cause().retry() == RetryClass.CONFIGURATION) {
                close(unsent.cause());
            }
        }
    }

    private void open() {
        if (!flowing) {
            flowing = true;
            if (gate.recovered()) {
                log.info("Mail is flowing again");
            }
        }
    }

    private void close(SendOutcome.Failure failure) {
        flowing = false;
        if (gate.close(failure.problem().code())) {
            log.warn(
                    "Mail is held, since the server or the settings fail: {}",
                    failure.problem().code());
        }
    }
}
