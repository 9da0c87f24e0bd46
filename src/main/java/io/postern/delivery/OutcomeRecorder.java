package io.postern.delivery;

import io.postern.smtp.RetryClass;
import io.postern.smtp.SendOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what became of one mail, each in a transaction of its own: a death in mid-batch costs the mail in flight at most. */
@Component
class OutcomeRecorder {

    private final DeliveryQueue queue;
    private final DeliveryLog log;
    private final MailKinds kinds;
    private final RetrySchedule retries;
    private final DeliveryCounters counters;
    private final Clock clock;

    OutcomeRecorder(
            DeliveryQueue queue,
            DeliveryLog log,
            MailKinds kinds,
            RetrySchedule retries,
            DeliveryCounters counters,
            Clock clock) {
        this.queue = queue;
        this.log = log;
        this.kinds = kinds;
        this.retries = retries;
        this.counters = counters;
        this.clock = clock;
    }

    @Transactional
    public void accepted(QueuedMail mail, UUID owner, SendOutcome.Accepted accepted) {
        if (finishedAsSent(mail, owner, accepted)) {
            kinds.of(mail).accepted(mail);
        }
    }

    /** Without what its kind makes of it. */
    @Transactional
    public void sent(QueuedMail mail, UUID owner, SendOutcome.Accepted accepted) {
        finishedAsSent(mail, owner, accepted);
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
                    case RECIPIENT -> queue.finish(mail.id(), owner, DeliveryState.FAILED, problem, now);
                    case TEMPORARY ->
                        queue.requeue(mail.id(), owner, now.plus(retries.after(mail.attempts() + 1)), true, problem);
                    // Costs it no attempt. It goes behind all that comes before the next probe, since it may be the
                    // cause.
                    case CONFIGURATION -> {
                        Instant due = nextProbe == null ? now.plus(Gate.FIRST_PROBE) : nextProbe;
                        yield queue.requeue(mail.id(), owner, due, false, problem);
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

    /** Writes down that the server could not be asked to take it. */
    @Transactional
    public void tell(QueuedMail mail, SendOutcome.Failure cause) {
        log.failed(mail.id(), cause, clock.instant());
        counters.attemptFailed(mail.kind(), cause.problem().code());
    }

    private boolean finishedAsSent(QueuedMail mail, UUID owner, SendOutcome.Accepted accepted) {
        Instant now = clock.instant();
        boolean mine = queue.finish(mail.id(), owner, DeliveryState.SENT, null, now);
        if (mine) {
            log.accepted(mail.id(), accepted, now);
            counters.sent(mail.kind());
        }
        return mine;
    }
}
