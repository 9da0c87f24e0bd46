package io.postern.audit;

import java.util.Map;
import java.util.Optional;

/**
 * An event that belongs in the trail. Published inside the transaction of the change that it tells of: its line is written in
 * the same one, and if that can't be, the change does not happen. Holds no secret, token or link.
 */
public interface Audited {

    /** What was done, as a message key of the publishing room, for example {@code users.audit.created}. */
    String action();

    /** To whom or what, as a person knows it: a username, the name of a setting. */
    String subject();

    /** More about it, shown as lines {@code name=value}. */
    default Map<String, String> details() {
        return Map.of();
    }

    /** From which address, when it is not that of the request at hand. */
    default Optional<String> client() {
        return Optional.empty();
    }
}
