package io.postern.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail.
 *
 * @param action the message key of what was done
 * @param details lines {@code name=value}
 */
record AuditLine(
        long id,
        Instant at,
        String actor,
        @Nullable String clientAddress,
        String action,
        String subject,
        String details) {

    public List<String> detailLines() {
        return details.lines().toList();
    }
}
