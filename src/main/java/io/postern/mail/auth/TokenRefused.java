package io.postern.mail.auth;

import java.io.IOException;

/** The authorization server answered without a token. The message is what the server said. */
public final class TokenRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** @param passing whether the server is in trouble, so that the same request may succeed later */
    TokenRefused(String said, boolean passing) {
        super(said);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
