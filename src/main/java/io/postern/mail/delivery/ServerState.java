package io.postern.mail.delivery;

import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import org.springframework.stereotype.Component;

/**
 * Whether the server takes mail at present, as this process saw it. It tells a fault of the settings from the fault of one mail:
 * "relaying denied" means the one when everybody hears it, and the other when the next recipient is taken.
 */
@Component
class ServerState {

    private final ConnectionRampUp ramp;
    private volatile boolean flowing;

    ServerState(ConnectionRampUp ramp) {
        this.ramp = ramp;
    }

    /** The server took a mail, or refused one for a reason of its own. */
    void flows() {
        flowing = true;
        ramp.took();
    }

    /** Whether the connection that begins now may be one of several. */
    boolean isSpread() {
        return ramp.connections() > 1;
    }

    /** The server takes no further connection. */
    void crowded() {
        ramp.crowded();
    }

    void stops() {
        flowing = false;
    }

    /**
     * What a failure means for the queue. A refusal that speaks of the settings, though mail flowed until now, is first put down to
     * its mail, which is tried again; it is that mail's own when it comes again while mail flows, and everybody's when the
     * next mail meets it too.
     *
     * <p>With 4yz it ends no mail: that one is tried until its life is over (RFC 5321 section 4.5.4.1). It holds the queue all the
     * same when nothing else goes through. A Postfix with its usual settings says "454 4.7.1 Relay access denied" to whoever it does not
     * know, for whatever recipient, and goes on saying so until somebody cures it; RFC 3463 has X.7.1 as a matter of policy, which
     * time alone changes for nobody.
     */
    RetryClass judge(QueuedMail mail, SendOutcome.Failure failure) {
        boolean ofThisMail = flowing && failure.stage().compareTo(Stage.RECIPIENT) >= 0;
        if (failure.retry() != RetryClass.CONFIGURATION || !ofThisMail) {
            return failure.retry();
        }
        flowing = false;
        return mail.attempts() == 0 || failure.asksForAnotherAttempt() ? RetryClass.TEMPORARY : RetryClass.RECIPIENT;
    }
}
