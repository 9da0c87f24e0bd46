package io.postern.mail.auth;

import java.io.IOException;

/** The authorization server answered without a token. The message is what the server said. */
public final class TokenRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final boolean page;

    /**
     * Makes a refusal.
     *
     * @param passing whether the server is in trouble, so that the same request may succeed later
     * @param page whether it answered for people: with a page, or by leading elsewhere
     */
    TokenRefused(String said, boolean passing, boolean page) {
        super(said);
        this.passing = passing;
        this.page = page;
    }

    public boolean isPage() {
        return page;
    }

    public boolean isPassing() {
        return passing;
    }
}
