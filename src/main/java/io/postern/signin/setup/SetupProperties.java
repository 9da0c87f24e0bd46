package io.postern.signin.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first start.
 *
 * @param token the token of the setup link, instead of one made at random
 */
@ConfigurationProperties("postern.setup")
public record SetupProperties(@Nullable String token) {

    /** Without what it holds. */
    @Override
    public String toString() {
        return "SetupProperties";
    }
}
