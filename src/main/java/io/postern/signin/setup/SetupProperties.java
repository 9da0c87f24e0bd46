package io.postern.signin.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first start.
 *
 * @param token the token of the setup link; without it, one is made at random
 */
@ConfigurationProperties("postern.setup")
public record SetupProperties(@Nullable String token) {

    private static final int SHORTEST = 20;

    /** Checks the token here, since the report of a constraint would show it. */
    public SetupProperties {
        if (token != null && !token.isBlank() && token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "postern.setup.token has fewer than 20 characters; without it, one is made at random");
        }
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "SetupProperties";
    }
}
