package io.postern.mail.account;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the refresh token of a connected account. Two are equal if they keep the token of the same consent: so the sender recognises
 * settings that did not change.
 */
public interface RefreshTokenStore {

    /** Names the consent; the same as long as the account is not connected again. */
    String consent();

    /**
     * Lets the exchange use the current refresh token, and keeps the token that replaces it. There is one exchange at a time over all
     * instances: some servers end the grant when a refresh token is used twice (RFC 9700 section 4.14.2).
     *
     * @throws NotConnected when there is no token
     * @throws IOException when the exchange throws it
     */
    void exchange(Exchange exchange) throws IOException;

    /** Nobody has consented, or the stored token can't be opened. */
    final class NotConnected extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** One request to the authorization server. */
    @FunctionalInterface
    interface Exchange {

        /** The refresh token that replaces this one, or null if this one stays. */
        @Nullable
        String with(String refreshToken) throws IOException;
    }
}
