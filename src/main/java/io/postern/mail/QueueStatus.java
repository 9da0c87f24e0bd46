package io.postern.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of the queue, for health and metrics. */
public interface QueueStatus {

    /**
     * The state at one moment.
     *
     * @param queued mails that wait
     * @param sending mails that are being sent
     * @param oldestDue when the mail became due that has been due for longest; null when none is
     * @param heldSince null while mail may leave
     * @param problem code of the problem for which mail is held; null when a person paused it
     * @param nextProbe when one mail is tried next, while mail is held for a problem
     */
    record Snapshot(
            int queued,
            int sending,
            @Nullable Instant oldestDue,
            @Nullable Instant heldSince,
            @Nullable String problem,
            @Nullable Instant nextProbe) {

        public boolean isHeld() {
            return heldSince != null;
        }
    }

    /** Reads it from the database. */
    Snapshot snapshot();
}
