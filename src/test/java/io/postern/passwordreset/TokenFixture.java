package io.postern.passwordreset;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tokens that no mail holds. */
final class TokenFixture {

    private TokenFixture() {}

    static String stored(LinkTokens tokens, LinkPurpose purpose, UUID user, Duration lifetime) {
        LinkTokens.Minted minted = tokens.mint(purpose, user, null, lifetime);
        tokens.store(List.of(minted));
        return minted.token();
    }
}
