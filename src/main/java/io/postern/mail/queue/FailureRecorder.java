package io.postern.mail.queue;

import io.postern.database.RetrySchedule;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what failed, each mail in a transaction of its own. */
@Component
public class FailureRecorder {

    private final ClaimedMailUpdates claimedMails;
    private final DeliveryLog log;
    private final RetrySchedule retries;
    private final DeliveryCounters counters;
    private final Clock clock;

    FailureRecorder(
            ClaimedMailUpdates claimedMails,
            DeliveryLog log,
            RetrySchedule retries,
            DeliveryCounters counters,
            Clock clock) {
        this.claimedMails = claimedMails;
        this.log = log;
        this.retries = retries;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Ends it or puts it off, by the class of the failure.
     *
     * @param nextProbe when the failure held the queue before, when it is probed next
     */
    @Transactional
    public void failed(
            QueuedMail mail, UUID owner, SendOutcome.Failure failure, RetryClass retry, @Nullable Instant nextProbe) {
        Instant now = clock.instant();
        String problem = failure.problem().code();
        boolean mine =
                switch (retry) {
                    case RECIPIENT -> claimedMails.fail(mail.id(), owner, problem, now);
                    case TEMPORARY ->
                        claimedMails.requeue(
                                mail.id(), owner, now.plus(retries.after(mail.attempts() + 1)), true, problem);
                    // Costs it no attempt. It goes behind all that comes before the next probe, since it may be the
                    // cause.
                    case CONFIGURATION -> {
                        Instant due = nextProbe == null ? now.plus(QueueHold.FIRST_PROBE) : nextProbe;
                        yield claimedMails.requeue(mail.id(), owner, due, false, problem);
                    }
                };
        if (mine) {
            log.failed(mail.id(), failure, now);
            counters.attemptFailed(mail.kind(), problem);
            if (retry == RetryClass.RECIPIENT) {
                counters.failed(mail.kind(), problem);
            }
        }
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
