package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's address was set, replaced or removed. Links mailed to the old one must die. */
public record AddressChanged(UUID userId, String username, @Nullable String oldAddress, @Nullable String newAddress)
        implements Audited {

    @Override
    public String action() {
        return "users.audit.address";
    }

    @Override
    public String subject() {
        return username;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "oldAddress", oldAddress == null ? "" : oldAddress, "newAddress", newAddress == null ? "" : newAddress);
    }
}
