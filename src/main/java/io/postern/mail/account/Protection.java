package io.postern.mail.account;

/**
 * How well mails, and the secret that signs in, are protected on their way to a server, the least first. STARTTLS protects as well as
 * TLS from the first byte: it is required, and the certificate is verified.
 */
public enum Protection {
    /** Others can read the mails, and the password may be sent so. */
    READABLE_PASSWORD,
    /** Others can read the mails. */
    READABLE,
    ENCRYPTED;

    public static Protection of(boolean encrypted, boolean allowCleartextPassword) {
        if (encrypted) {
            return ENCRYPTED;
        }
        return allowCleartextPassword ? READABLE_PASSWORD : READABLE;
    }

    public boolean isWeakerThan(Protection other) {
        return compareTo(other) < 0;
    }
}
