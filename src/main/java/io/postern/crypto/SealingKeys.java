package io.postern.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The keys of this process.
 *
 * @param current seals and opens; null when there is none
 * @param malformed whether a key was given that does not have 32 bytes or could not be read
 * @param previous opens only; null outside a rotation
 */
record SealingKeys(@Nullable SealingKey current, boolean malformed, @Nullable SealingKey previous) {

    static SealingKeys of(SealingKey current) {
        return new SealingKeys(current, false, null);
    }
}
