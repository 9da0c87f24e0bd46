package io.postern.mail.account;

/** How the connection is protected. There is no opportunistic mode: the chosen protection is used, or nothing is sent (RFC 8314). */
public enum Encryption {
    NONE,
    /** Plain at first, then TLS before anything that matters. A server that does not offer it is refused (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte. */
    IMPLICIT
}
