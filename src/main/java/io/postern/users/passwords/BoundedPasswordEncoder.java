package io.postern.users.passwords;

import io.postern.users.HashingBusy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Limits how many passwords are hashed at once. Each takes 19 MiB, and a flood of sign-ins must not fill the heap. */
final class BoundedPasswordEncoder implements PasswordEncoder {

    private final PasswordEncoder encoder;
    private final Semaphore permits;
    private final Duration maxWait;

    BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce, Duration maxWait) {
        this.encoder = encoder;
        this.permits = new Semaphore(atOnce, true);
        this.maxWait = maxWait;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence raw) {
        return withPermit(() -> encoder.encode(raw));
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
        return withPermit(() -> encoder.matches(raw, encoded));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private <T extends @Nullable Object> T withPermit(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HashingBusy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HashingBusy();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
