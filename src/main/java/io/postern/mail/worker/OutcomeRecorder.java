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
import io.postern.mail.queue.ServerHold;
import io.postern.net.EmailAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hears what became of each mail, has it recorded, and puts its server on hold or lifts the hold. */
@Component
class OutcomeRecorder {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final Leases leases;
    private final AcceptanceService acceptances;
    private final FailureRecorder failures;
    private final Refusals refusals;
    private final QueueHold queueHold;
    private final ServerHold serverHold;
    private final ConnectionRampUps rampUps;
    private final DatabaseTime clock;

    OutcomeRecorder(
            Leases leases,
            AcceptanceService acceptances,
            FailureRecorder failures,
            Refusals refusals,
            QueueHold queueHold,
            ServerHold serverHold,
            ConnectionRampUps rampUps,
            DatabaseTime clock) {
        this.leases = leases;
        this.acceptances = acceptances;
        this.failures = failures;
        this.refusals = refusals;
        this.queueHold = queueHold;
        this.serverHold = serverHold;
        this.rampUps = rampUps;
        this.clock = clock;
    }

    /**
     * For the mails of one connection.
     *
     * @param server to which it leads
     * @param nextProbe when this is a probe, when the next one is due
     */
    Batch begin(Map<OutgoingMail, QueuedMail> rows, UUID owner, int server, @Nullable Instant nextProbe) {
        return new Batch(rows, owner, server, nextProbe);
    }

    /** What became of the mails of one connection so far. Used by one thread. */
    final class Batch implements BiConsumer<OutgoingMail, SendOutcome> {

        private final Map<OutgoingMail, QueuedMail> rows;
        private final UUID owner;
        private final int server;
        private final @Nullable Instant nextProbe;
        private final ConnectionRampUp rampUp;
        private final boolean oneOfSeveral;
        private final Set<String> refusedDomains = new HashSet<>();
        private int recorded;
        private int attempted;
        private boolean serverAccepted;
        private boolean lifted;
        private boolean held;
        private boolean ended;
        private boolean serverUnavailable;

        private Batch(Map<OutgoingMail, QueuedMail> rows, UUID owner, int server, @Nullable Instant nextProbe) {
            this.rows = rows;
            this.owner = owner;
            this.server = server;
            this.nextProbe = nextProbe;
            this.rampUp = rampUps.of(server);
            this.oneOfSeveral = rampUp.connections() > 1;
        }

        /** How many mails have an outcome of their own, and so are no longer under the lease. */
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
            return !held && !refusedDomains.contains(mail.to().domain());
        }

        @Override
        public void accept(OutgoingMail mail, SendOutcome outcome) {
            QueuedMail row = Objects.requireNonNull(rows.get(mail));
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
            if (takesMail
                    && (failure.isOfConnection() || failure.closesConnection())
                    && row.attempts() < 2
                    && queueHold.servers().anyFreeBut(server)) {
                // Another server may take it. Where the reply to the final dot was lost, this may be a duplicate.
                if ((failure.isOfConnection() && failure.stage() == Stage.DATA) || isOfServer(failure)) {
                    hold(failure);
                }
                takesMail = false;
                record(() -> failures.goesElsewhere(row, owner, failure));
            } else if (refusals.mayConcernOthers(row, failure)) {
                record(() -> {
                    acceptances.apply();
                    refused(to, refusals.refused(row, to, owner, failure, server));
                });
                takesMail = !held;
            } else if (!takesMail && isOfServer(failure)) {
                hold(failure);
                Instant due = queueHold.dueAfterHold();
                record(() -> failures.waits(row, owner, failure, due));
            } else if (!takesMail && queueHold.servers().anyFreeBut(server)) {
                // The next mail tells whether the server is to be left for another.
                record(() -> failures.waits(row, owner, failure, clock.instant()));
            } else {
                record(() -> failures.ofMail(row, owner, failure));
                takesMail = takesMail && failure.retry() != RetryClass.CONFIGURATION;
            }
            if (takesMail && !failure.isOfConnection()) {
                serverAccepts(false);
            }
        }

        private void refused(EmailAddress to, Refusals.Scope scope) {
            if (scope == Refusals.Scope.SERVER) {
                held = true;
                log.warn("Mail server {} is on hold, since it refuses recipients of several domains", server);
            } else if (scope == Refusals.Scope.DOMAIN) {
                refusedDomains.add(to.domain());
            }
        }

        /** The mails that were not attempted are due as they were when the lease is released. */
        private void unsent(QueuedMail row, SendOutcome.Failure cause) {
            if (ended || held) {
                return;
            }
            ended = true;
            // The server accepts no mail for now. If it ends a connection after some mails, it is asked again at once.
            serverUnavailable = cause.retry() == RetryClass.TEMPORARY
                    && cause.stage().compareTo(Stage.SENDER) <= 0
                    && !serverAccepted;
            if (cause.problem() == SmtpProblem.TOO_MANY_CONNECTIONS && serverUnavailable) {
                rampUp.tooManyConnections();
            }
            boolean ofSettings =
                    cause.retry() == RetryClass.CONFIGURATION && cause.stage().compareTo(Stage.RECIPIENT) < 0;
            if (serverUnavailable || ofSettings) {
                failures.notAttempted(row, cause);
                if (isOfServer(cause)) {
                    hold(cause);
                }
            }
        }

        /** Whether a failure before RECIPIENT would meet all mail. What is likely to pass is given a second chance. */
        private boolean isOfServer(SendOutcome.Failure failure) {
            return switch (failure.problem()) {
                // The open connections take these mails.
                case TOO_MANY_CONNECTIONS -> !oneOfSeveral && isTurnedAwayAgain();
                case SERVER_SILENT, DEADLINE_EXCEEDED -> true;
                default -> failure.retry() == RetryClass.CONFIGURATION || isTurnedAwayAgain();
            };
        }

        private boolean isTurnedAwayAgain() {
            return rampUp.turnedAwayAgain() || nextProbe != null;
        }

        /** What the database does not take now is recorded later, before the lease ends. */
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
                lifted = serverHold.lift(server, accepted);
                if (lifted) {
                    log.info("Mail is flowing again through server {}", server);
                }
            }
        }

        private void hold(SendOutcome.Failure failure) {
            held = true;
            if (serverHold.hold(server, failure.problem().code())) {
                log.warn(
                        "Mail server {} is on hold, since it or its settings fail: {}",
                        server,
                        failure.problem().code());
            }
        }
    }
}
