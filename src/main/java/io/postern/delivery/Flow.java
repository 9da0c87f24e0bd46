package io.postern.delivery;

import io.postern.smtp.RetryClass;
import io.postern.smtp.SendOutcome;
import io.postern.smtp.Stage;
import org.springframework.stereotype.Component;

/**
 * Whether the server takes mail at present, as this process saw it. It tells a fault of the settings from the fault of one mail:
 * "relaying denied" means the one when everybody hears it, and the other when the next recipient is taken.
 */
@Component
class Flow {

    private final Ramp ramp;
    private volatile boolean flowing;

    Flow(Ramp ramp) {
        this.ramp = ramp;
    }

    /** The server took a mail, or refused one for a reason of its own. */
    void flows() {
        flowing = true;
        ramp.took();
    }

    void stops() {
        flowing = false;
    }

    /**
     * What a failure means for the queue. A refusal that speaks of the settings, though mail flowed until now, is first put down to
     * its mail, which is tried again; it is that mail's own when it comes again while mail flows, and everybody's when the
     * next mail meets it too.
     */
    RetryClass judge(QueuedMail mail, SendOutcome.Failure failure) {
        boolean ofThisMail = flowing && failure.stage().compareTo(Stage.RECIPIENT) >= 0;
        if (failure.retry() != RetryClass.CONFIGURATION || !ofThisMail) {
            return failure.retry();
        }
        flowing = false;
        return mail.attempts() == 0 ? RetryClass.TEMPORARY : RetryClass.RECIPIENT;
    }
}
