package io.postern.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The keys that this process was given.
 *
 * @param current seals and opens; null when there is none
 * @param malformed whether one was given that is not 32 bytes, or could not be read
 * @param previous opens only; null outside a rotation
 */
record SealingKeys(@Nullable SealingKey current, boolean malformed, @Nullable SealingKey previous) {

    static SealingKeys of(SealingKey current) {
        return new SealingKeys(current, false, null);
    }
}
