package io.postern.signin.setup;

import io.postern.crypto.RandomToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What shows that whoever opens the setup page can read this process's log, or was given the token by whoever started it. */
@Component
class SetupToken {

    private final String token;
    private final boolean given;

    SetupToken(SetupProperties properties) {
        @Nullable String configured = properties.token();
        given = configured != null && !configured.isBlank();
        token = given && configured != null ? configured : RandomToken.create();
    }

    String value() {
        return token;
    }

    /** Whether the operator chose it, so that the log need not tell it. */
    boolean isGiven() {
        return given;
    }

    boolean matches(@Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
