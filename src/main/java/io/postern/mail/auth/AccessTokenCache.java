package io.postern.mail.auth;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.postern.mail.account.Credentials;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.SmtpAccount;
import io.postern.outbound.DetachedCalls;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the access token with which an account signs in until a minute before it expires. Safe for use by several threads: one asks
 * for a token while the others wait for it.
 */
public final class AccessTokenCache {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final OAuthGrant grant;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token kept;

    AccessTokenCache(OAuthGrant grant, TokenEndpoint endpoint, Clock clock) {
        this.grant = grant;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The cache of an account that signs in with access tokens, else null. */
    public static @Nullable AccessTokenCache of(SmtpAccount account, TargetPolicy policy, Clock clock) {
        if (!(account.credentials() instanceof Credentials.OAuth2 credentials)) {
            return null;
        }
        TokenEndpoint endpoint = new TokenEndpoint(
                credentials.client(),
                policy,
                new TlsClient(credentials.client().trustedOf(account.trusted(), account.host())),
                account.connectTimeout(),
                account.readTimeout());
        return new AccessTokenCache(credentials.grant(), endpoint, clock);
    }

    /**
     * An access token.
     *
     * @param lifetime as the server said
     */
    public record Token(String value, Instant expires, Duration lifetime) {
        @Override
        public String toString() {
            return "Token[expires=" + expires + "]";
        }
    }

    /**
     * The token to use: the kept one while it is valid, else a new one.
     *
     * @param refused the token that the mail server refused, which is not used again; or null
     */
    public Token get(@Nullable Token refused, DetachedCalls.CancellationHook hook) throws IOException {
        lock.lock();
        try {
            Token token = kept;
            if (token != null
                    && !token.equals(refused)
                    && clock.instant().isBefore(token.expires().minus(MARGIN))) {
                return token;
            }
            kept = null;
            Token issued = ask(hook);
            kept = issued;
            return issued;
        } finally {
            lock.unlock();
        }
    }

    private Token ask(DetachedCalls.CancellationHook hook) throws IOException {
        if (grant instanceof OAuthGrant.Connected connected) {
            Token[] issued = new Token[1];
            connected.tokens().exchange(refreshToken -> {
                TokenEndpoint.Issued answer =
                        endpoint.ask(new RefreshTokenGrant(new RefreshToken(refreshToken)), endpoint.scope(), hook);
                issued[0] = token(answer);
                return answer.refreshToken();
            });
            return issued[0];
        }
        return token(endpoint.ask(new ClientCredentialsGrant(), endpoint.scope(), hook));
    }

    private Token token(TokenEndpoint.Issued issued) {
        return new Token(issued.accessToken(), clock.instant().plus(issued.lifetime()), issued.lifetime());
    }
}
