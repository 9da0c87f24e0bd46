package io.postern.audit;

import java.util.Map;
import java.util.Optional;

/**
 * An event that belongs in the trail. Publish it inside the transaction of the change: the line is written in the same transaction, and
 * if that fails, the change is rolled back. It holds no secret, token or link.
 */
public interface Audited {

    /** What was done, as a message key of the publishing room, for example {@code users.audit.created}. */
    String action();

    /** To whom or what it was done, in a form that people know: a username, the name of a setting. */
    String subject();

    /** More about it, shown as lines {@code name=value}. */
    default Map<String, String> details() {
        return Map.of();
    }

    /** The name of who did it, if that is not the reader of the current request. */
    default Optional<String> actor() {
        return Optional.empty();
    }

    /** The client's address, if it is not that of the current request. */
    default Optional<String> client() {
        return Optional.empty();
    }
}
