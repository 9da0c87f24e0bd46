package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.mail.MailRefused;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what failed, each mail in a transaction of its own. */
@Component
public class FailureRecorder {

    private final ClaimedMailUpdates claimedMails;
    private final DeliveryLog log;
    private final RetrySchedule retries;
    private final DeliveryCounters counters;
    private final MailKinds kinds;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    FailureRecorder(
            ClaimedMailUpdates claimedMails,
            DeliveryLog log,
            RetrySchedule retries,
            DeliveryCounters counters,
            MailKinds kinds,
            ApplicationEventPublisher events,
            DatabaseTime clock) {
        this.claimedMails = claimedMails;
        this.log = log;
        this.retries = retries;
        this.counters = counters;
        this.kinds = kinds;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Ends a mail for a failure of its own, or puts it off where another attempt may pass. What speaks of the settings ends a mail
     * to an unconfirmed address when it comes twice.
     */
    @Transactional
    public void ofMail(QueuedMail mail, UUID owner, SendOutcome.Failure failure) {
        boolean unconfirmed = kinds.of(mail).isToUnconfirmedAddress();
        boolean again = failure.asksForAnotherAttempt()
                || switch (failure.retry()) {
                    case RECIPIENT -> false;
                    case TEMPORARY -> true;
                    case CONFIGURATION -> unconfirmed && mail.attempts() == 0;
                };
        Instant now = clock.instant();
        String problem = failure.problem().code();
        if (again) {
            Instant due = now.plus(retries.after(mail.attempts() + 1));
            note(mail, failure, claimedMails.requeue(mail.id(), owner, due, true, problem));
        } else if (note(mail, failure, claimedMails.fail(mail.id(), owner, problem, now))) {
            counters.failed(mail.kind(), problem);
            if (!unconfirmed) {
                kinds.recipients(List.of(mail))
                        .values()
                        .forEach(user -> events.publishEvent(new MailRefused(user.username(), failure.reply())));
            }
        }
    }

    /** Puts off a mail at no attempt's cost, since the failure is not its own. */
    @Transactional
    public void waits(QueuedMail mail, UUID owner, SendOutcome.Failure failure, Instant due) {
        String problem = failure.problem().code();
        note(mail, failure, claimedMails.requeue(mail.id(), owner, due, false, problem));
    }

    private boolean note(QueuedMail mail, SendOutcome.Failure failure, boolean mine) {
        if (mine) {
            log.failed(mail.id(), failure, clock.instant());
            counters.attemptFailed(mail.kind(), failure.problem().code());
        }
        return mine;
    }

    /** Puts off a mail that could not be written or rendered, so that no server was asked. */
    @Transactional
    public void notComposed(QueuedMail mail, UUID owner) {
        Instant now = clock.instant();
        String problem = SmtpProblem.UNEXPECTED.code();
        if (claimedMails.requeue(mail.id(), owner, now.plus(retries.after(mail.attempts() + 1)), true, problem)) {
            log.notComposed(mail.id(), problem, now);
            counters.attemptFailed(mail.kind(), problem);
        }
    }

    /** Writes down that the server could not be asked to take it. */
    @Transactional
    public void notAttempted(QueuedMail mail, SendOutcome.Failure cause) {
        log.failed(mail.id(), cause, clock.instant());
        counters.attemptFailed(mail.kind(), cause.problem().code());
    }
}
