package io.postern.users;

import java.util.Locale;

/** What a user may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Alerts and deliveries; no settings, no users. */
    OPERATOR,
    /** The own profile. */
    USER;

    /** {@code users.role.administrator}, {@code users.role.operator}, {@code users.role.user}. */
    public String messageKey() {
        return "users.role." + name().toLowerCase(Locale.ROOT);
    }
}
