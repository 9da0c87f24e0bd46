package io.postern.signin.setup;

import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The first start.
 *
 * @param token the token of the setup link, instead of one made at random
 */
@Validated
@ConfigurationProperties("postern.setup")
public record SetupProperties(@Nullable String token) {

    private static final int SHORTEST = 20;

    /** A condition on another name than the token's own, since the failure report shows the value that is refused. */
    @AssertTrue(message = "postern.setup.token has fewer than 20 characters; without it, one is made at random")
    public boolean isTokenLong() {
        return token == null || token.isBlank() || token.length() >= SHORTEST;
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "SetupProperties";
    }
}
