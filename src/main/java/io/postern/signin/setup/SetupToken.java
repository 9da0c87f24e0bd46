package io.postern.signin.setup;

import io.postern.crypto.RandomToken;
import io.postern.ratelimit.RateLimiter;
import io.postern.web.ClientAddresses;
import io.postern.web.NotFound;
import io.postern.web.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The token of the setup page. It shows that a person can read this process's log, or got it from the operator. */
@Component
class SetupToken {

    private static final int WRONG_PER_ADDRESS = 20;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final String token;
    private final boolean given;
    private final RateLimiter rateLimiter;
    private final ClientAddresses addresses;

    SetupToken(SetupProperties properties, RateLimiter rateLimiter, ClientAddresses addresses) {
        this.rateLimiter = rateLimiter;
        this.addresses = addresses;
        @Nullable String configured = properties.token();
        given = configured != null && !configured.isBlank();
        token = given && configured != null ? configured : RandomToken.create();
    }

    String value() {
        return token;
    }

    /** Whether the operator chose it. Then it does not belong in the log. */
    boolean isGiven() {
        return given;
    }

    /**
     * Lets a request pass that has the token.
     *
     * @throws NotFound for another token or none
     * @throws TooManyRequests for any token, after too many wrong ones from this address
     */
    void require(String presented, HttpServletRequest request, HttpServletResponse response) {
        String key = "setup-token:" + addresses.networkOf(request);
        boolean right = MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
        if (right
                ? rateLimiter.isExhausted(key, WRONG_PER_ADDRESS)
                : !rateLimiter.tryAcquire(key, WRONG_PER_ADDRESS, WINDOW)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(WINDOW.toSeconds()));
            throw new TooManyRequests();
        }
        if (!right) {
            throw new NotFound();
        }
    }
}
