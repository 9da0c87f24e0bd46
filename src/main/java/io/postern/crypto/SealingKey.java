package io.postern.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** One AES-256 key. Separate keys are derived from it for sealing and for authentication codes. Safe for use by several threads. */
final class SealingKey {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final byte[] key;
    private final BytesEncryptor encryptor;

    private SealingKey(byte[] key) {
        this.key = key;
        SecretKey sealing = new SecretKeySpec(hmac("postern sealing"), "AES");
        this.encryptor = AesGcmBytesEncryptor.withSecretKey(sealing)
                .ivGenerator(KeyGenerators.secureRandom(NONCE_BYTES))
                .build();
    }

    static SealingKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SealingKey(bytes);
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

    /** By which the key is recognised; tells nothing about it. */
    String fingerprint() {
        return HexFormat.of().formatHex(hmac("postern fingerprint"));
    }

    byte[] encrypt(byte[] plain) {
        return encryptor.encrypt(plain);
    }

    /** @throws IllegalStateException when it was not encrypted with this key, or was changed */
    byte[] decrypt(byte[] encrypted) {
        return encryptor.decrypt(encrypted);
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
