package io.postern.delivery;

import io.postern.smtp.RetryClass;
import io.postern.smtp.SendOutcome;
import io.postern.smtp.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what became of one mail, each in a transaction of its own: a death in mid-batch costs the mail in flight at most. */
@Component
class OutcomeRecorder {

    private final DeliveryQueue queue;
    private final DeliveryLog log;
    private final MailKinds kinds;
    private final RetrySchedule retries;
    private final Clock clock;

    OutcomeRecorder(DeliveryQueue queue, DeliveryLog log, MailKinds kinds, RetrySchedule retries, Clock clock) {
        this.queue = queue;
        this.log = log;
        this.kinds = kinds;
        this.retries = retries;
        this.clock = clock;
    }

    @Transactional
    public void accepted(QueuedMail mail, UUID owner, SendOutcome.Accepted accepted) {
        Instant now = clock.instant();
        if (queue.finish(mail.id(), owner, DeliveryState.SENT, null, now)) {
            log.accepted(mail.id(), accepted, now);
            kinds.of(mail).accepted(mail);
        }
    }

    /** Ends it or puts it off, by the class of the failure. */
    @Transactional
    public void failed(QueuedMail mail, UUID owner, SendOutcome.Failure failure, RetryClass retry) {
        Instant now = clock.instant();
        String problem = failure.problem().code();
        boolean mine =
                switch (retry) {
                    case RECIPIENT -> queue.finish(mail.id(), owner, DeliveryState.FAILED, problem, now);
                    case TEMPORARY ->
                        queue.requeue(mail.id(), owner, now.plus(retries.after(mail.attempts() + 1)), true, problem);
                    // Costs it no attempt. It goes to the back, so that the next probe is another mail: this one may be
                    // the cause.
                    case CONFIGURATION -> queue.requeue(mail.id(), owner, now.plus(Gate.FIRST_PROBE), false, problem);
                };
        if (mine) {
            log.failed(mail.id(), failure, now);
        }
    }

    /** Puts back what was not attempted: for at once, or for later when the server let nobody in for now. */
    @Transactional
    public void unsent(QueuedMail mail, UUID owner, SendOutcome.Failure cause) {
        boolean refusedAtTheDoor =
                cause.retry() == RetryClass.TEMPORARY && cause.stage().compareTo(Stage.SENDER) < 0;
        Duration pause = refusedAtTheDoor ? retries.after(mail.attempts() + 1) : Duration.ZERO;
        queue.requeue(
                mail.id(),
                owner,
                clock.instant().plus(pause),
                refusedAtTheDoor,
                cause.problem().code());
    }
}
