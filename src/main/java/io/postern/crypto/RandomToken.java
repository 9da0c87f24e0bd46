package io.postern.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets that nobody can guess: 32 secure random bytes as base64url (RFC 4648, section 5). */
public final class RandomToken {

    /** The length of each. */
    public static final int CHARACTERS = 43;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    public static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
