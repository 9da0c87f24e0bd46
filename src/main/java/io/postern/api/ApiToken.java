package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is stored.
 *
 * @param name what administrators call it
 * @param components for which it is valid, by their stored names
 * @param resting whether it is refused while its maker is disabled, deleted or no administrator
 */
record ApiToken(
        long id,
        String name,
        List<String> components,
        Instant createdAt,
        String createdBy,
        boolean resting,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt)
        implements Principal {

    /** Stands for all components. */
    static final String ALL = "*";

    /** As pages and scripts know it. */
    public String state() {
        return revokedAt != null ? "revoked" : resting ? "resting" : "valid";
    }

    @Override
    public String getName() {
        return name;
    }

    /** The component in the spelling of this token; empty when the token is not valid for it. */
    Optional<String> component(String asked) {
        String stored = ExternalAlerts.component(asked);
        return components.stream()
                .filter(each -> each.equals(ALL) || each.equalsIgnoreCase(stored))
                .findFirst()
                .map(each -> each.equals(ALL) ? stored : each);
    }
}
