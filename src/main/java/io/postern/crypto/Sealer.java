package io.postern.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals secrets for the database: AES-256-GCM with a random nonce, under a key that is not in the database. The record's name is GCM's
 * associated data, so a sealed text that is copied to another record does not open there. Safe for use by several threads.
 */
@Component
public class Sealer {

    /** What the key is good for. */
    public enum State {
        OK,
        /** There is none. Only a database of this process alone gets a new one by itself. */
        NO_KEY,
        /** It does not have 32 bytes, or its file can't be read. */
        MALFORMED_KEY,
        /** The stored secrets were sealed with another key. Sealing a new secret makes this key the right one. */
        WRONG_KEY
    }

    private static final String FORMAT = "2:";

    /** Without associated data: the name stands before the secret, with NUL in between. */
    private static final String FORMAT_BEFORE_1_1 = "1:";

    private static final byte[] NONE = {};

    private final SealingKeys keys;
    private final KeyFingerprint fingerprint;

    Sealer(SealingKeys keys, KeyFingerprint fingerprint) {
        this.keys = keys;
        this.fingerprint = fingerprint;
    }

    public State state() {
        SealingKey current = keys.current();
        if (current == null) {
            return keys.malformed() ? State.MALFORMED_KEY : State.NO_KEY;
        }
        String stored = fingerprint.fingerprint().orElse(current.fingerprint());
        return stored.equals(current.fingerprint()) || isPrevious(stored) ? State.OK : State.WRONG_KEY;
    }

    public boolean canSeal() {
        return keys.current() != null;
    }

    /**
     * Seals a secret for the record of this name, in the caller's transaction.
     *
     * @throws IllegalStateException when there is no key; ask {@link #canSeal()} first
     */
    public String seal(String recordName, String plaintext) {
        SealingKey current = keys.current();
        if (current == null) {
            throw new IllegalStateException("no key to seal with");
        }
        if (state() == State.WRONG_KEY) {
            fingerprint.replace(current);
        }
        return FORMAT + Base64.getEncoder().encodeToString(current.encrypt(utf8(plaintext), utf8(recordName)));
    }

    public OpenedSecret open(String recordName, String sealed) {
        return open(keys.current(), recordName, sealed)
                .or(() -> open(keys.previous(), recordName, sealed))
                .<OpenedSecret>map(OpenedSecret.Text::new)
                .orElseGet(OpenedSecret.Unreadable::new);
    }

    /** A code that is the same for the same text, and tells nothing about it without the key. Empty without a key. */
    public Optional<String> code(String text) {
        return Optional.ofNullable(keys.current()).map(key -> key.code(text));
    }

    private static Optional<String> open(@Nullable SealingKey key, String recordName, String sealed) {
        try {
            if (key != null && sealed.startsWith(FORMAT)) {
                return Optional.of(decrypt(key, sealed.substring(FORMAT.length()), utf8(recordName)));
            }
            if (key != null && sealed.startsWith(FORMAT_BEFORE_1_1)) {
                String prefix = recordName + '\0';
                return Optional.of(decrypt(key, sealed.substring(FORMAT_BEFORE_1_1.length()), NONE))
                        .filter(named -> named.startsWith(prefix))
                        .map(named -> named.substring(prefix.length()));
            }
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException notSealedWithThisKey) {
            return Optional.empty();
        }
    }

    private static String decrypt(SealingKey key, String base64, byte[] associated) throws GeneralSecurityException {
        return new String(key.decrypt(Base64.getDecoder().decode(base64), associated), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isPrevious(String fingerprint) {
        SealingKey previous = keys.previous();
        return previous != null && previous.fingerprint().equals(fingerprint);
    }
}
