package io.postern.alerts.subscriptions;

import io.postern.net.Coded;

/** Why somebody gets no alert mails. */
public enum NoMailReason implements Coded {
    /** Alert mails are switched off for the installation. */
    SWITCHED_OFF,
    /** There are no mail settings yet; queued mails wait for them. */
    NO_SETTINGS,
    /** There is no public address yet; queued mails wait for it. */
    NO_PUBLIC_ADDRESS,
    DISABLED,
    ROLE,
    NO_ADDRESS,
    /** The user never set a password, so nobody knows whether the address is theirs. */
    PENDING,
    /** The user chose to get none. */
    WANTS_NONE;

    /** {@code alerts.no-mail.switched-off} and so on. */
    public String messageKey() {
        return "alerts.no-mail." + code();
    }
}
