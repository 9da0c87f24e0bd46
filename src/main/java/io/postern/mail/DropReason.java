package io.postern.mail;

import io.postern.net.Coded;

/** Why a mail was given up though no server refused it. */
public enum DropReason implements Coded {
    NO_SUCH_USER,
    EXPIRED,
    /** There is nothing that the person wants to be told. */
    NOT_WANTED,
    LIMIT,
    NO_ADDRESS,
    DISABLED,
    /** Somebody asked for it, and then changed or withdrew the request. */
    WITHDRAWN,
    /** It was for an address that is now somebody else's. */
    ADDRESS_TAKEN;
}
