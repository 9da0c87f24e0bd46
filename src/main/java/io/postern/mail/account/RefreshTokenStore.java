package io.postern.mail.account;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the refresh token of a connected account. Two are equal when they keep the same account's: by that the sender recognises
 * settings that did not change.
 */
public interface RefreshTokenStore {

    /**
     * Lets the exchange have the refresh token that counts now, and keeps the one that it got for it. One exchange at a time, over
     * all instances: some servers end the grant when a refresh token is used twice (RFC 9700 section 4.14.2).
     *
     * @throws NotConnected when there is no token to be had
     * @throws IOException when the exchange does
     */
    void exchange(Exchange exchange) throws IOException;

    /** Nobody has consented, or the consent is not readable any more. */
    final class NotConnected extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** One request to the authorization server. */
    @FunctionalInterface
    interface Exchange {

        /** The refresh token that replaces this one, or null when this one stays. */
        @Nullable
        String with(String refreshToken) throws IOException;
    }
}
