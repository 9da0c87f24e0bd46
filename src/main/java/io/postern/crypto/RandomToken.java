package io.postern.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that nobody can guess: 32 bytes of the secure random generator as base64url (RFC 4648, section 5). */
public final class RandomToken {

    /** How long each is. */
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
