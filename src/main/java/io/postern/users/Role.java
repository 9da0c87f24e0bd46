package io.postern.users;

import io.postern.net.Coded;
import io.postern.web.RoomPaths.Access;
import java.util.Arrays;

/** What a user may do. */
public enum Role implements Coded {
    /** Everything. */
    ADMINISTRATOR,
    /** Alerts and deliveries; no settings, no users. */
    OPERATOR,
    /** Their own profile only. */
    USER;

    /** The access that this role gives. */
    public Access access() {
        return switch (this) {
            case ADMINISTRATOR -> Access.ADMINISTRATORS;
            case OPERATOR -> Access.OPERATORS;
            case USER -> Access.SIGNED_IN;
        };
    }

    /** Whether this role may open pages with this access. */
    public boolean mayOpen(Access readers) {
        return switch (readers) {
            case EVERYBODY, SIGNED_IN -> true;
            case OPERATORS -> this != USER;
            case ADMINISTRATORS -> this == ADMINISTRATOR;
        };
    }

    /** The names of the roles that may open pages with this access. */
    public static String[] namesWith(Access readers) {
        return Arrays.stream(values())
                .filter(role -> role.mayOpen(readers))
                .map(Role::name)
                .toArray(String[]::new);
    }

    /** {@code users.role.administrator}, {@code users.role.operator}, {@code users.role.user}. */
    public String messageKey() {
        return "users.role." + code();
    }
}
