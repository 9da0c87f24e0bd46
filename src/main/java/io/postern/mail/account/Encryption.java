package io.postern.mail.account;

/** How the connection is protected. There is no opportunistic mode: what is chosen happens, or nothing is sent (RFC 8314). */
public enum Encryption {
    NONE,
    /** Plain at first, TLS before anything that matters; a server that does not offer it is refused (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte. */
    IMPLICIT
}
