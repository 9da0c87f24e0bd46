package io.postern.mail.deliveries;

import io.postern.mail.queue.QueueHold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The queue as the page shows it. An open page sends the marks of what it shows, and so learns only of changes.
 *
 * @param newest the id of the newest mail, 0 when there is none
 */
record QueueView(Deliveries.Open open, long newest, QueueHold.@Nullable Hold hold) {

    public String mark() {
        return Integer.toHexString(hashCode());
    }

    public String listMark() {
        return Integer.toHexString(Objects.hash(open, newest));
    }

    public String holdMark() {
        return Integer.toHexString(Objects.hashCode(hold));
    }
}
