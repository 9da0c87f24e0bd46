package io.postern.mail.delivery;

import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.Acceptances;
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

/** Hears what becomes of the mails of one connection, has it recorded, and closes or opens the gate by it. */
final class OutcomeRecorder implements BiConsumer<OutgoingMail, SendOutcome> {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final Map<String, QueuedMail> rows;
    private final UUID owner;
    private final Leases leases;
    private final @Nullable Instant nextProbe;
    private final Acceptances acceptances;
    private final FailureRecorder failures;
    private final QueueHold gate;
    private final ServerState flow;
    private final boolean oneOfSeveral;
    private int recorded;
    private int attempted;
    private boolean flowed;
    private boolean mayOpen;
    private boolean told;
    private boolean turnedAway;

    /** @param nextProbe when this is a probe, when the next one is due */
    OutcomeRecorder(
            List<Composer.Ready> composed,
            UUID owner,
            Leases leases,
            @Nullable Instant nextProbe,
            Acceptances acceptances,
            FailureRecorder failures,
            QueueHold gate,
            ServerState flow) {
        this.rows = composed.stream()
                .collect(Collectors.toMap(each -> each.mail().messageId(), Composer.Ready::row, (one, other) -> one));
        this.owner = owner;
        this.leases = leases;
        this.nextProbe = nextProbe;
        this.mayOpen = nextProbe != null;
        this.acceptances = acceptances;
        this.failures = failures;
        this.gate = gate;
        this.flow = flow;
        this.oneOfSeveral = flow.isSpread();
    }

    /** How many mails have an outcome of their own, and so are no longer held under the lease. */
    int recorded() {
        return recorded;
    }

    /** How many the server was asked to take. */
    int attempted() {
        return attempted;
    }

    /** Whether the server let nobody in for now. */
    boolean turnedAway() {
        return turnedAway;
    }

    @Override
    public void accept(OutgoingMail mail, SendOutcome outcome) {
        QueuedMail row = Objects.requireNonNull(rows.get(mail.messageId()));
        if (outcome instanceof SendOutcome.Accepted accepted) {
            attempted++;
            record(() -> acceptances.note(row, owner, accepted));
            flows();
        } else if (outcome instanceof SendOutcome.Failed failed) {
            attempted++;
            failed(row, failed.failure());
        } else if (outcome instanceof SendOutcome.Unsent unsent) {
            unsent(row, unsent.cause());
        }
    }

    private void failed(QueuedMail row, SendOutcome.Failure failure) {
        RetryClass retry = flow.judge(row, failure);
        if (failure.problem() == SmtpProblem.TOO_MANY_CONNECTIONS) {
            flow.crowded();
        }
        if (retry == RetryClass.CONFIGURATION) {
            told = true;
            close(failure);
        }
        record(() -> failures.failed(row, owner, failure, retry, nextProbe));
        if (failure.retry() != RetryClass.CONFIGURATION && failure.stage().compareTo(Stage.RECIPIENT) >= 0) {
            flows();
        }
    }

    /** What is not put off here is due again as it was, when the lease is released. */
    private void unsent(QueuedMail row, SendOutcome.Failure cause) {
        // The server let nobody in for now. One that ends a connection after some mails is asked again at once.
        boolean atTheDoor =
                cause.retry() == RetryClass.TEMPORARY && cause.stage().compareTo(Stage.SENDER) <= 0 && !flowed;
        if (atTheDoor) {
            turnedAway = true;
        }
        if (atTheDoor && oneOfSeveral && cause.problem() == SmtpProblem.TOO_MANY_CONNECTIONS) {
            // No fault of these mails, which are due as they were: the connections that are open take them.
            flow.crowded();
        } else if (atTheDoor) {
            record(() -> failures.failed(row, owner, cause, RetryClass.TEMPORARY, null));
        } else if (cause.retry() == RetryClass.CONFIGURATION && !told) {
            told = true;
            close(cause);
            failures.tell(row, cause);
        }
    }

    /** What the database does not take now is owed, and taken before the lease is given up. */
    private void record(Runnable recording) {
        try {
            recording.run();
            recorded++;
        } catch (RuntimeException | Error databaseFails) {
            leases.owe(owner, recording);
            throw databaseFails;
        }
    }

    private void flows() {
        flowed = true;
        flow.flows();
        if (mayOpen) {
            mayOpen = false;
            if (gate.recovered()) {
                log.info("Mail is flowing again");
            }
        }
    }

    /** A gate that one recipient closed is opened by the next; what else closed it, only a probe opens. */
    private void close(SendOutcome.Failure failure) {
        flow.stops();
        if (gate.close(failure.problem().code())) {
            mayOpen = failure.stage().compareTo(Stage.RECIPIENT) >= 0;
            log.warn(
                    "Mail is held, since the server or the settings fail: {}",
                    failure.problem().code());
        }
    }
}
