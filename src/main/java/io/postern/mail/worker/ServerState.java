package io.postern.mail.worker;

import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import org.springframework.stereotype.Component;

/**
 * Whether the server takes mail at present, as this process saw it. It distinguishes a fault of the settings from the fault of one mail:
 * "relaying denied" means the one when everybody hears it, and the other when the next recipient is taken.
 */
@Component
class ServerState {

    private final ConnectionRampUp rampUp;
    private volatile boolean accepting;

    ServerState(ConnectionRampUp rampUp) {
        this.rampUp = rampUp;
    }

    /** The server took a mail, or refused one for a reason of its own. */
    void accepts() {
        accepting = true;
        rampUp.accepted();
    }

    /** Whether the connection that begins now may be one of several. */
    boolean allowsSeveralConnections() {
        return rampUp.connections() > 1;
    }

    /** The server takes no further connection. */
    void tooManyConnections() {
        rampUp.tooManyConnections();
    }

    void fails() {
        accepting = false;
    }

    /**
     * What a failure means for the queue. A refusal that speaks of the settings, though mail flowed until now, is first put down to
     * its mail, which is tried again; it is that mail's own when it comes again while mail flows, and everybody's when the
     * next mail meets it too.
     *
     * <p>With 4yz it ends no mail: that one is tried until its life is over (RFC 5321 section 4.5.4.1). It holds the queue all the
     * same when nothing else goes through. A Postfix with its usual settings says "454 4.7.1 Relay access denied" to any client that
     * it does not know, for any recipient, and goes on saying so until somebody fixes it; RFC 3463 has X.7.1 as a matter of policy,
     * which time alone changes for nobody.
     */
    RetryClass classify(QueuedMail mail, SendOutcome.Failure failure) {
        boolean ofThisMail = accepting && failure.stage().compareTo(Stage.RECIPIENT) >= 0;
        if (failure.retry() != RetryClass.CONFIGURATION || !ofThisMail) {
            return failure.retry();
        }
        accepting = false;
        return mail.attempts() == 0 || failure.asksForAnotherAttempt() ? RetryClass.TEMPORARY : RetryClass.RECIPIENT;
    }
}
