package io.postern.mail.worker;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final QueueHold queueHold;
    private final ServerState serverState;
    private final boolean oneOfSeveral;
    private int recorded;
    private int attempted;
    private boolean serverAccepted;
    private boolean mayLift;
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
            QueueHold queueHold,
            ServerState serverState) {
        this.rows = composed.stream()
                .collect(Collectors.toMap(
                        each -> each.mail().messageId(), BatchComposer.Ready::row, (one, other) -> one));
        this.owner = owner;
        this.leases = leases;
        this.nextProbe = nextProbe;
        this.mayLift = nextProbe != null;
        this.acceptances = acceptances;
        this.failures = failures;
        this.queueHold = queueHold;
        this.serverState = serverState;
        this.oneOfSeveral = serverState.allowsSeveralConnections();
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

    @Override
    public void accept(OutgoingMail mail, SendOutcome outcome) {
        QueuedMail row = Objects.requireNonNull(rows.get(mail.messageId()));
        if (outcome instanceof SendOutcome.Accepted accepted) {
            attempted++;
            record(() -> acceptances.record(row, owner, accepted));
            serverAccepts();
        } else if (outcome instanceof SendOutcome.Failed failed) {
            attempted++;
            failed(row, failed.failure());
        } else if (outcome instanceof SendOutcome.Unsent unsent) {
            unsent(row, unsent.cause());
        }
    }

    private void failed(QueuedMail row, SendOutcome.Failure failure) {
        RetryClass retry = serverState.classify(row, failure);
        if (failure.problem() == SmtpProblem.TOO_MANY_CONNECTIONS) {
            serverState.tooManyConnections();
        }
        if (retry == RetryClass.CONFIGURATION) {
            holdReported = true;
            hold(failure);
        }
        record(() -> failures.failed(row, owner, failure, retry, nextProbe));
        if (failure.retry() != RetryClass.CONFIGURATION && failure.stage().compareTo(Stage.RECIPIENT) >= 0) {
            serverAccepts();
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
            serverState.tooManyConnections();
        } else if (beforeFirstMail) {
            record(() -> failures.failed(row, owner, cause, RetryClass.TEMPORARY, null));
        } else if (cause.retry() == RetryClass.CONFIGURATION && !holdReported) {
            holdReported = true;
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

    private void serverAccepts() {
        serverAccepted = true;
        serverState.accepts();
        if (mayLift) {
            mayLift = false;
            if (queueHold.lift()) {
                log.info("Mail is flowing again");
            }
        }
    }

    /** A hold that one recipient caused is lifted by the next one that is taken; any other hold only by a probe. */
    private void hold(SendOutcome.Failure failure) {
        serverState.fails();
        if (queueHold.hold(failure.problem().code())) {
            mayLift = failure.stage().compareTo(Stage.RECIPIENT) >= 0;
            log.warn(
                    "Mail is held, since the server or the settings fail: {}",
                    failure.problem().code());
        }
    }
}
