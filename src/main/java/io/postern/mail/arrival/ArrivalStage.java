package io.postern.mail.arrival;

import io.postern.mail.smtp.StageListener.State;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last stage of a test: whether somebody said that its mail arrived.
 *
 * @param test the test that an open page asks about again; null if nothing is to be expected
 * @param messageKey of the sentence that says how it is, and what to do
 */
public record ArrivalStage(@Nullable UUID test, State state, String messageKey, List<Object> arguments) {

    private static final String KEYS = "mail.arrival.";

    /** Before a test. */
    public static ArrivalStage before() {
        return of(State.PENDING, "before");
    }

    /** The server did not take the mail. */
    public static ArrivalStage notSent() {
        return of(State.SKIPPED, "not-sent");
    }

    /** The mail has no link, since there is no public address. */
    static ArrivalStage withoutLink() {
        return of(State.SKIPPED, "no-public-address");
    }

    static ArrivalStage linkEnded() {
        return of(State.SKIPPED, "link-ended");
    }

    static ArrivalStage awaited(UUID test) {
        return new ArrivalStage(test, State.PENDING, KEYS + "awaited", List.of());
    }

    public static ArrivalStage arrived(ArrivedAfter after) {
        return new ArrivalStage(null, State.OK, after.messageKey(), List.of(after.amount()));
    }

    private static ArrivalStage of(State state, String why) {
        return new ArrivalStage(null, state, KEYS + why, List.of());
    }
}
