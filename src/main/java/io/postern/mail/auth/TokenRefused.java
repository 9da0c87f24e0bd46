package io.postern.mail.auth;

import java.io.IOException;

/** The authorization server gave an answer, and it is no token. Its message is what the server said. */
public final class TokenRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** @param passing whether the server itself is in trouble, so that the same request may do later */
    TokenRefused(String said, boolean passing) {
        super(said);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
