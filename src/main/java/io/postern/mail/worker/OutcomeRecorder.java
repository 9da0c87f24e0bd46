package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.FailureRecorder;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.Refusals;
import io.postern.net.EmailAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the outcomes of the mails of one connection, and holds the queue or lifts the hold accordingly. */
final class OutcomeRecorder implements BiConsumer<OutgoingMail, SendOutcome> {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final Map<String, QueuedMail> rows;
    private final UUID owner;
    private final Leases leases;
    private final @Nullable Instant nextProbe;
    private final AcceptanceService acceptances;
    private final FailureRecorder failures;
    private final Refusals refusals;
    private final QueueHold queueHold;
    private final ConnectionRampUp rampUp;
    private final DatabaseTime clock;
    private final boolean oneOfSeveral;
    private final Set<String> refusedDomains = new HashSet<>();
    private int recorded;
    private int attempted;
    private boolean serverAccepted;
    private boolean lifted;
    private boolean refused;
    private boolean holdReported;
    private boolean serverUnavailable;

    /** @param nextProbe when this is a probe, when the next one is due */
    OutcomeRecorder(
            List<BatchComposer.Ready> composed,
            UUID owner,
            Leases leases,
            @Nullable Instant nextProbe,
            AcceptanceService acceptances,
            FailureRecorder failures,
            Refusals refusals,
            QueueHold queueHold,
            ConnectionRampUp rampUp,
            DatabaseTime clock) {
        this.rows = composed.stream()
                .collect(Collectors.toMap(
                        each -> each.mail().messageId(), BatchComposer.Ready::row, (one, other) -> one));
        this.owner = owner;
        this.leases = leases;
        this.nextProbe = nextProbe;
        this.acceptances = acceptances;
        this.failures = failures;
        this.refusals = refusals;
        this.queueHold = queueHold;
        this.rampUp = rampUp;
        this.clock = clock;
        this.oneOfSeveral = rampUp.connections() > 1;
    }

    /** How many mails have an outcome of their own, and so are no longer held under the lease. */
    int recorded() {
        return recorded;
    }

    /** How many the server was asked to take. */
    int attempted() {
        return attempted;
    }

    /** Whether the server accepts no mail for now. */
    boolean serverUnavailable() {
        return serverUnavailable;
    }

    /** Whether the refusals so far let this mail be tried. */
    boolean mayTry(OutgoingMail mail) {
        return !refused && !refusedDomains.contains(mail.to().domain());
    }

    @Override
    public void accept(OutgoingMail mail, SendOutcome outcome) {
        QueuedMail row = Objects.requireNonNull(rows.get(mail.messageId()));
        if (outcome instanceof SendOutcome.Accepted accepted) {
            attempted++;
            record(() -> acceptances.record(row, owner, accepted));
            serverAccepts(true);
        } else if (outcome instanceof SendOutcome.Failed failed) {
            attempted++;
            failed(row, mail.to(), failed.failure());
        } else if (outcome instanceof SendOutcome.Unsent unsent) {
            unsent(row, unsent.cause());
        }
    }

    private void failed(QueuedMail row, EmailAddress to, SendOutcome.Failure failure) {
        if (failure.problem() == SmtpProblem.TOO_MANY_CONNECTIONS) {
            rampUp.tooManyConnections();
        }
        boolean takesMail = failure.stage().compareTo(Stage.RECIPIENT) >= 0;
        if (refusals.mayConcernOthers(row, failure)) {
            record(() -> {
                acceptances.apply();
                refused(to, refusals.refused(row, to, owner, failure, nextProbe));
            });
            takesMail = !refused;
        } else if (failure.retry() == RetryClass.CONFIGURATION && !takesMail) {
            hold(failure);
            // Behind all that comes before the next probe, since it may be the cause.
            Instant due = nextProbe == null ? clock.instant().plus(QueueHold.FIRST_PROBE) : nextProbe;
            record(() -> failures.waits(row, owner, failure, due));
        } else {
            record(() -> failures.ofMail(row, owner, failure));
            takesMail = takesMail && failure.retry() != RetryClass.CONFIGURATION;
        }
        if (takesMail) {
            serverAccepts(false);
        }
    }

    private void refused(EmailAddress to, Refusals.Scope scope) {
        if (scope == Refusals.Scope.QUEUE) {
            refused = true;
            log.warn("Mail is held, since the server refuses recipients of several domains");
        } else if (scope == Refusals.Scope.DOMAIN) {
            refusedDomains.add(to.domain());
        }
    }

    /** What is not put off here is due again as it was, when the lease is released. */
    private void unsent(QueuedMail row, SendOutcome.Failure cause) {
        // The server accepts no mail for now. One that ends a connection after some mails is asked again at once.
        boolean beforeFirstMail =
                cause.retry() == RetryClass.TEMPORARY && cause.stage().compareTo(Stage.SENDER) <= 0 && !serverAccepted;
        if (beforeFirstMail) {
            serverUnavailable = true;
        }
        if (beforeFirstMail && oneOfSeveral && cause.problem() == SmtpProblem.TOO_MANY_CONNECTIONS) {
            // No fault of these mails, which are due as they were: the connections that are open take them.
            rampUp.tooManyConnections();
        } else if (beforeFirstMail) {
            record(() -> failures.ofMail(row, owner, cause));
        } else if (cause.retry() == RetryClass.CONFIGURATION
                && cause.stage().compareTo(Stage.RECIPIENT) < 0
                && !holdReported) {
            hold(cause);
            failures.notAttempted(row, cause);
        }
    }

    /** What the database does not take now is recorded later, before the lease is given up. */
    private void record(Runnable recording) {
        try {
            recording.run();
            recorded++;
        } catch (RuntimeException | Error databaseFails) {
            leases.recordLater(owner, recording);
            throw databaseFails;
        }
    }

    private void serverAccepts(boolean accepted) {
        serverAccepted = true;
        rampUp.accepted();
        if (nextProbe != null && !lifted) {
            lifted = queueHold.lift(accepted);
            if (lifted) {
                log.info("Mail is flowing again");
            }
        }
    }

    private void hold(SendOutcome.Failure failure) {
        holdReported = true;
        if (queueHold.hold(failure.problem().code())) {
            log.warn(
                    "Mail is held, since the server or the settings fail: {}",
                    failure.problem().code());
        }
    }
}
