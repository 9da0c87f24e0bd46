package io.postern.mail;

import java.util.Locale;

/** Why a mail was given up without the server having refused it. */
public enum DropReason {
    NO_SUCH_USER,
    EXPIRED,
    /** Nothing, or nothing any more, that the person wants to be told. */
    NOT_WANTED,
    LIMIT,
    NO_ADDRESS,
    DISABLED,
    /** It was asked for, and then something else or nothing was. */
    WITHDRAWN,
    /** It was to go to an address that is somebody else's. */
    ADDRESS_TAKEN;

    /** The code that is stored and that pages carry. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
