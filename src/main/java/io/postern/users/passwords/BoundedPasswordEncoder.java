package io.postern.users.passwords;

import io.postern.users.HashingBusy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes at most so many passwords at once: each takes 19 MiB, and a flood of sign-ins must not take the heap. */
final class BoundedPasswordEncoder implements PasswordEncoder {

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration patience;

    BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce, Duration patience) {
        this.encoder = encoder;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence raw) {
        return inTurn(() -> encoder.encode(raw));
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
        return inTurn(() -> encoder.matches(raw, encoded));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HashingBusy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HashingBusy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
