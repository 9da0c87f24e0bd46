package io.postern.mail.deliveries;

import io.postern.mail.queue.QueueHold;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The queue as pages show it. An open page sends the marks of what it shows, and so learns only of changes.
 *
 * @param newest the id of the newest mail, 0 when there is none
 * @param paused what waits, where a person has paused the queue
 * @param trying whether a mail is just being tried, or is about to be, while the queue is held for a problem
 */
record QueueView(
        Deliveries.Open open,
        long newest,
        QueueHold.@Nullable Hold hold,
        List<Deliveries.Waiting> paused,
        boolean trying) {

    /** How many mails are not finished. */
    public int waiting() {
        return open.queued() + open.sending();
    }

    public String mark() {
        return Integer.toHexString(hashCode());
    }

    public String listMark() {
        return Integer.toHexString(Objects.hash(open, newest));
    }

    public String holdMark() {
        return Integer.toHexString(Objects.hash(hold, trying, trying ? waiting() : 0));
    }

    /** The message with the number of mails that wait. */
    public String tryingKey() {
        return waiting() == 1 ? "mail.deliveries.list.trying-one" : "mail.deliveries.list.trying";
    }
}
