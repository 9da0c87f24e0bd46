package io.postern.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What shows that whoever opens the setup page can read this process's log, or was given the token by whoever started it. */
@Component
class SetupToken {

    private static final int BYTES = 32;

    private final String token;
    private final boolean given;

    SetupToken(SetupProperties properties) {
        @Nullable String configured = properties.token();
        given = configured != null && !configured.isBlank();
        token = given && configured != null ? configured : random();
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

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
