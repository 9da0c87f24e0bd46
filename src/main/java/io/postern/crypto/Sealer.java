package io.postern.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals secrets that rest in the database: AES-256-GCM with a random nonce, under a key that is not in the database. The record's
 * name is inside what is sealed and is checked on opening, so that a sealed text moved to another record does not open there.
 * Safe for use by several threads.
 */
@Component
public class Sealer {

    /** What the key is good for. */
    public enum State {
        OK,
        /** None was given, and this database may be shared, so none was made. */
        NO_KEY,
        /** One was given that is not 32 bytes, or its file can't be read. */
        MALFORMED_KEY,
        /** What is stored was sealed with another key. Resealing is possible, and makes this key the right one. */
        WRONG_KEY
    }

    private static final String FORMAT = "1:";

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
        byte[] named = (recordName + '\0' + plaintext).getBytes(StandardCharsets.UTF_8);
        return FORMAT + Base64.getEncoder().encodeToString(current.encrypt(named));
    }

    public OpenedSecret open(String recordName, String sealed) {
        return open(keys.current(), recordName, sealed)
                .or(() -> open(keys.previous(), recordName, sealed))
                .<OpenedSecret>map(OpenedSecret.Text::new)
                .orElseGet(OpenedSecret.Unreadable::new);
    }

    /**
     * A code by which the same text is recognised later, and which tells nothing about it to one without the key; empty without a
     * key.
     */
    public Optional<String> code(String text) {
        return Optional.ofNullable(keys.current()).map(key -> key.code(text));
    }

    private static Optional<String> open(@Nullable SealingKey key, String recordName, String sealed) {
        if (key == null || !sealed.startsWith(FORMAT)) {
            return Optional.empty();
        }
        try {
            byte[] encrypted = Base64.getDecoder().decode(sealed.substring(FORMAT.length()));
            String named = new String(key.decrypt(encrypted), StandardCharsets.UTF_8);
            String prefix = recordName + '\0';
            return named.startsWith(prefix) ? Optional.of(named.substring(prefix.length())) : Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException notSealedWithThisKey) {
            return Optional.empty();
        }
    }

    private boolean isPrevious(String fingerprint) {
        SealingKey previous = keys.previous();
        return previous != null && previous.fingerprint().equals(fingerprint);
    }
}
