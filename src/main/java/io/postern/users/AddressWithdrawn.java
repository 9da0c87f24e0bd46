package io.postern.users;

import io.postern.audit.Audited;
import java.util.UUID;

/** A user no longer wants the address that waited for confirmation. Links mailed to it must die. */
public record AddressWithdrawn(UUID userId, String username) implements Audited {

    @Override
    public String action() {
        return "users.audit.address-withdrawn";
    }

    @Override
    public String subject() {
        return username;
    }
}
