package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/** A user named another address for themselves. It counts once confirmed by a link mailed to it; links to one named before must die. */
public record AddressAsked(UUID userId, String username, String address) implements Audited {

    @Override
    public String action() {
        return "users.audit.address-asked";
    }

    @Override
    public String subject() {
        return username;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("newAddress", address);
    }
}
