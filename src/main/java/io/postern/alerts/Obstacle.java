package io.postern.alerts;

import java.util.Locale;

/** Why somebody gets no alert mails. */
enum Obstacle {
    /** For nobody in this installation. */
    SWITCHED_OFF,
    DISABLED,
    /** Never set a password: nobody has seen yet whether the address is theirs. */
    PENDING,
    ROLE,
    NO_ADDRESS;

    /** {@code alerts.obstacle.switched-off} and so on. */
    public String messageKey() {
        return "alerts.obstacle." + code();
    }

    /** The same in every language, for scripts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
