package io.postern.alerts.subscriptions;

import java.util.Locale;

/** Why somebody gets no alert mails. */
public enum NoMailReason {
    /** For nobody in this installation. */
    SWITCHED_OFF,
    /** No mail leaves before they are entered; what is queued waits for them. */
    NO_SETTINGS,
    /** The same of the public address. */
    NO_PUBLIC_ADDRESS,
    DISABLED,
    ROLE,
    NO_ADDRESS,
    /** Never set a password: nobody has seen yet whether the address is theirs. */
    PENDING,
    /** Chose so. */
    WANTS_NONE;

    /** {@code alerts.no-mail.switched-off} and so on. */
    public String messageKey() {
        return "alerts.no-mail." + code();
    }

    /** The same in every language, for scripts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
