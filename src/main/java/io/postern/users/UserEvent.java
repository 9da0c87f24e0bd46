package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to a user. It is published inside the transaction of the change. */
public sealed interface UserEvent extends Audited {

    /** What the trail calls each of them. */
    Map<Class<? extends UserEvent>, String> ACTIONS = Map.of(
            Created.class, "users.audit.created",
            Changed.class, "users.audit.changed",
            Disabled.class, "users.audit.disabled",
            Enabled.class, "users.audit.enabled",
            Deleted.class, "users.audit.deleted",
            PasswordChanged.class, "users.audit.password",
            AddressRequested.class, "users.audit.address-asked",
            AddressWithdrawn.class, "users.audit.address-withdrawn",
            AddressChanged.class, "users.audit.address");

    UUID userId();

    /** The username after the change. */
    String username();

    @Override
    default String action() {
        return Objects.requireNonNull(ACTIONS.get(getClass()));
    }

    @Override
    default String subject() {
        return username();
    }

    /**
     * A user was added.
     *
     * @param invited whether an invitation is to let them choose a password
     * @param inBulk whether many were created at once
     */
    record Created(UUID userId, String username, Role role, boolean invited, boolean inBulk) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return Map.of("role", role.name());
        }
    }

    /**
     * The data of a user changed, but not the address. If the role changed, the sessions ended.
     *
     * @param changes the old and the new value, by field
     * @param promoted whether the user became an administrator
     */
    record Changed(UUID userId, String username, Map<String, String> changes, boolean promoted) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return changes;
        }
    }

    /** A user may no longer sign in. Their sessions ended. */
    record Disabled(UUID userId, String username) implements UserEvent {}

    /** A user may sign in again. */
    record Enabled(UUID userId, String username) implements UserEvent {}

    /** A user is gone. */
    record Deleted(UUID userId, String username) implements UserEvent {}

    /**
     * A user has a new password. Sessions from before it ended.
     *
     * @param first whether there was none before, as after an invitation
     */
    record PasswordChanged(UUID userId, String username, boolean first) implements UserEvent {}

    /** A user gave a new address, which counts once it is confirmed. Links that were mailed to an earlier one must die. */
    record AddressRequested(UUID userId, String username, String address) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return Map.of("newAddress", address);
        }
    }

    /** A user no longer wants the address that waited for confirmation. Links mailed to it must die. */
    record AddressWithdrawn(UUID userId, String username) implements UserEvent {}

    /** A user's address was set, replaced or removed. Links mailed to the old one must die. */
    record AddressChanged(UUID userId, String username, @Nullable String oldAddress, @Nullable String newAddress)
            implements UserEvent {

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
