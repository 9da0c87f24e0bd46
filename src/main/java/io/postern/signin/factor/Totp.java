package io.postern.signin.factor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238), as all authenticator apps know them: SHA-1, six digits, a new one every 30 seconds. */
final class Totp {

    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /** A new secret as apps take it: base32 (RFC 4648, section 6), 32 characters without padding. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return base32(bytes);
    }

    /** The time step of an instant. */
    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    /** The step whose code this is: the present one, or one before or after it. Which of them matches does not show in the time. */
    static OptionalLong matchingStep(String secret, String code, Instant now) {
        long[] matching = LongStream.rangeClosed(step(now) - 1, step(now) + 1)
                .filter(step -> MessageDigest.isEqual(utf8(code(secret, step)), utf8(code)))
                .toArray();
        return matching.length == 0 ? OptionalLong.empty() : OptionalLong.of(matching[matching.length - 1]);
    }

    static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(secret), "RAW"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int binary = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", binary % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of a number of bytes that is a multiple of five. */
    static String base32(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        BigInteger number = new BigInteger(1, bytes);
        for (int bits = bytes.length * Byte.SIZE - 5; bits >= 0; bits -= 5) {
            digits.append(BASE32.charAt(number.shiftRight(bits).intValue() & 31));
        }
        return digits.toString();
    }

    private static byte[] bytes(String base32) {
        BigInteger number = BigInteger.ZERO;
        for (int digit = 0; digit < base32.length(); digit++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(base32.charAt(digit))));
        }
        byte[] bytes = new byte[base32.length() * 5 / Byte.SIZE];
        byte[] significant = number.toByteArray();
        int length = Math.min(significant.length, bytes.length);
        System.arraycopy(significant, significant.length - length, bytes, bytes.length - length, length);
        return bytes;
    }
}
