package io.postern.api;

import io.postern.ratelimit.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * How many requests each token has left. An instance takes a hundredth of them at a time from the shared count, so most requests
 * need no statement. It records the use of a token once a minute.
 */
@Component
class TokenAllowances {

    private static final int PORTIONS = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimiter rateLimiter;
    private final ApiTokens tokens;
    private final ApiProperties properties;
    private final Clock clock;
    private final Map<Long, Allowance> byToken = new ConcurrentHashMap<>();

    TokenAllowances(RateLimiter rateLimiter, ApiTokens tokens, ApiProperties properties, Clock clock) {
        this.rateLimiter = rateLimiter;
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    private static final class Allowance {
        private final ReentrantLock lock = new ReentrantLock();
        private int left;
        private Instant until = Instant.MIN;
        private Instant noted = Instant.MIN;
    }

    /** Takes one request of the token; false when none is left for now. */
    boolean take(ApiToken token) {
        Instant now = clock.instant();
        Allowance allowance = byToken.computeIfAbsent(token.id(), id -> new Allowance());
        allowance.lock.lock();
        try {
            // After the clock was set back, the noted time may lie in the future.
            if (Duration.between(allowance.noted, now).abs().compareTo(MINUTE) > 0) {
                allowance.noted = now;
                tokens.used(token, now);
            }
            if (allowance.left == 0 || !now.isBefore(allowance.until)) {
                allowance.left = portion(token);
                allowance.until = now.plus(properties.window());
            }
            if (allowance.left == 0) {
                return false;
            }
            allowance.left--;
            return true;
        } finally {
            allowance.lock.unlock();
        }
    }

    private int portion(ApiToken token) {
        int size = Math.max(1, properties.requestsPerToken() / PORTIONS);
        int portions = properties.requestsPerToken() / size;
        return rateLimiter.tryAcquire("api-token:" + token.id(), portions, properties.window()) ? size : 0;
    }
}
