package io.postern.users;

import io.postern.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for their password again. The number of tries is limited, because the session may have been left open. */
@Component
public class PasswordConfirmation {

    private static final int GUESSES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Users users;
    private final PasswordEncoder passwords;
    private final RateLimiter rateLimiter;

    PasswordConfirmation(Users users, PasswordEncoder passwords, RateLimiter rateLimiter) {
        this.users = users;
        this.passwords = passwords;
        this.rateLimiter = rateLimiter;
    }

    /**
     * What is wrong with what was typed; empty when it is this user's password.
     *
     * @throws HashingBusy when too many passwords are being hashed
     */
    public Optional<PasswordProblem> check(UUID user, String typed) {
        String limit = "users.own-password:" + user;
        if (!rateLimiter.tryAcquire(limit, GUESSES, WINDOW)) {
            return Optional.of(PasswordProblem.of("users.password.throttled", WINDOW.toMinutes()));
        }
        String hash = users.byId(user).flatMap(User::passwordHash).orElse(null);
        if (!passwords.matches(typed, hash)) {
            return Optional.of(PasswordProblem.of("users.password.wrong"));
        }
        rateLimiter.reset(limit);
        return Optional.empty();
    }
}
