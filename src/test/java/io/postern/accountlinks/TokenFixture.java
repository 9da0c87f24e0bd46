package io.postern.accountlinks;

import io.postern.users.User;
import java.time.Duration;
import java.util.List;

/** Tokens that no mail holds. */
public final class TokenFixture {

    private TokenFixture() {}

    public static String stored(LinkTokens tokens, LinkPurpose purpose, User user, Duration lifetime) {
        LinkTokens.Minted minted = tokens.mint(purpose, user, null, lifetime);
        tokens.store(List.of(minted));
        return minted.token();
    }
}
