package io.postern.selection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done to many rows.
 *
 * @param list the path of the list's page
 * @param total how many rows were selected
 */
record Selection(
        UUID id, String list, String action, String argument, UUID user, String clientAddress, State state, int total) {

    /** So many are worth a wait. */
    private static final int AT_ONCE = 500;

    enum State {
        ASKED,
        RUNNING,
        DONE
    }

    boolean isForBackground() {
        return total > AT_ONCE;
    }

    /**
     * How far it is.
     *
     * @param open how many rows are still to be done
     */
    record Progress(int open, int done, int leftOut) {

        public int finished() {
            return done + leftOut;
        }
    }

    /** How many rows are left out for one reason. */
    record Reason(String code, int rows) {}

    /** A row with the reason why it is left out. */
    record LeftOutRow(String label, String reason) {}

    /**
     * What a page says about single rows.
     *
     * @param labels the first rows to be done
     * @param leftOut the first that are left out
     * @param stoppedBy who stopped it before all was done; null if nobody did
     */
    record Report(List<String> labels, List<Reason> reasons, List<LeftOutRow> leftOut, @Nullable String stoppedBy) {

        static final Report NONE = new Report(List.of(), List.of(), List.of(), null);
    }
}
