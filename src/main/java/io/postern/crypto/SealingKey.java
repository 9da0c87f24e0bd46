package io.postern.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One AES-256 key. Separate keys are derived from it for sealing and for authentication codes. Safe for use by several threads. */
final class SealingKey {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final SecretKey sealing;

    private SealingKey(byte[] key) {
        this.key = key;
        this.sealing = new SecretKeySpec(hmac("postern sealing"), "AES");
    }

    static SealingKey random() {
        return new SealingKey(randomBytes(BYTES));
    }

    /** The key from its text form, base64 (also the URL alphabet) or hex; empty when that is not 32 bytes. */
    static Optional<SealingKey> parse(String text) {
        String stripped = text.strip();
        try {
            byte[] bytes = stripped.length() == 2 * BYTES
                    ? HexFormat.of().parseHex(stripped)
                    : Base64.getDecoder().decode(stripped.replace('-', '+').replace('_', '/'));
            return bytes.length == BYTES ? Optional.of(new SealingKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** Identifies the key and tells nothing about it. */
    String fingerprint() {
        return HexFormat.of().formatHex(hmac("postern fingerprint"));
    }

    /**
     * Encrypts with AES-256-GCM.
     *
     * @param associated is not in the result; decrypting takes the same
     * @return a random nonce, then the encrypted text with its tag
     */
    byte[] encrypt(byte[] plain, byte[] associated) {
        byte[] nonce = randomBytes(NONCE_BYTES);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** @throws GeneralSecurityException when another key or other associated data encrypted it, or it was changed */
    byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
        if (encrypted.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, associated)
                .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    String code(String text) {
        return HexFormat.of().formatHex(hmac("postern code\0" + text));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
