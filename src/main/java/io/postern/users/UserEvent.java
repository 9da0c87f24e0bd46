package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a user, published inside the transaction of the change. */
public sealed interface UserEvent extends Audited {

    UUID userId();

    /** The username after the change. */
    String username();

    @Override
    default String subject() {
        return username();
    }

    /**
     * A user came into being.
     *
     * @param invited whether an invitation is to let them choose a password
     * @param inBulk whether many were created at once
     */
    record Created(UUID userId, String username, Role role, boolean invited, boolean inBulk) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.created";
        }

        @Override
        public Map<String, String> details() {
            return Map.of("role", role.name());
        }
    }

    /**
     * Data of a user changed, other than the address. Sessions ended if the role is among the changes.
     *
     * @param changes of each field that changed, the value before and after
     * @param promoted whether the user became an administrator
     */
    record Changed(UUID userId, String username, Map<String, String> changes, boolean promoted) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.changed";
        }

        @Override
        public Map<String, String> details() {
            return changes;
        }
    }

    /** A user may no longer sign in; their sessions ended. */
    record Disabled(UUID userId, String username) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.disabled";
        }
    }

    /** A user may sign in again. */
    record Enabled(UUID userId, String username) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.enabled";
        }
    }

    /** A user is gone. */
    record Deleted(UUID userId, String username) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.deleted";
        }
    }

    /**
     * A user has a new password; sessions that began with the old one ended.
     *
     * @param first whether there was none before, as after an invitation
     */
    record PasswordChanged(UUID userId, String username, boolean first) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.password";
        }
    }

    /** A user named another address for themselves. It counts once confirmed by a link mailed to it; links to one named before must die. */
    record AddressRequested(UUID userId, String username, String address) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.address-asked";
        }

        @Override
        public Map<String, String> details() {
            return Map.of("newAddress", address);
        }
    }

    /** A user no longer wants the address that waited for confirmation. Links mailed to it must die. */
    record AddressWithdrawn(UUID userId, String username) implements UserEvent {

        @Override
        public String action() {
            return "users.audit.address-withdrawn";
        }
    }

    /** A user's address was set, replaced or removed. Links mailed to the old one must die. */
    record AddressChanged(UUID userId, String username, @Nullable String oldAddress, @Nullable String newAddress)
            implements UserEvent {

        @Override
        public String action() {
            return "users.audit.address";
        }

        @Override
        public Map<String, String> details() {
            return Map.of(
                    "oldAddress",
                    oldAddress == null ? "" : oldAddress,
                    "newAddress",
                    newAddress == null ? "" : newAddress);
        }
    }
}
