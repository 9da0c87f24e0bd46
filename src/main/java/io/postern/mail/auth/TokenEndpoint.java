package io.postern.mail.auth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.postern.mail.account.OAuthClient;
import io.postern.net.ShownText;
import io.postern.outbound.DetachedCalls;
import io.postern.outbound.GuardedHttpConnection;
import io.postern.outbound.HttpUnreachable;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an authorization server for tokens (RFC 6749 section 3.2). A request ends within 15 s, whatever the server or the DNS does: it
 * runs on another thread, because nothing else bounds it as a whole.
 */
public final class TokenEndpoint {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_BODY = 64 * 1024;
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
    private static final DetachedCalls REQUESTS = new DetachedCalls("oauth-token", 8);

    private final OAuthClient client;
    private final TargetPolicy policy;
    private final TlsClient tls;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    public TokenEndpoint(
            OAuthClient client, TargetPolicy policy, TlsClient tls, Duration connectTimeout, Duration readTimeout) {
        this.client = client;
        this.policy = policy;
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /**
     * What the server gave.
     *
     * @param lifetime zero when the server did not say
     */
    public record Issued(String accessToken, Duration lifetime, @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Issued[lifetime=" + lifetime + "]";
        }
    }

    /**
     * Asks once.
     *
     * @throws TokenRefused when the server says no
     * @throws HttpUnreachable when it says nothing
     */
    public Issued ask(AuthorizationGrant grant, @Nullable Scope scope, DetachedCalls.CancellationHook hook)
            throws IOException {
        ClientID id = new ClientID(client.id());
        TokenRequest request = client.secret().isEmpty()
                ? new TokenRequest(client.tokenEndpoint(), id, grant, scope)
                : new TokenRequest(
                        client.tokenEndpoint(), new ClientSecretPost(id, new Secret(client.secret())), grant, scope);
        return issued(answer(request, hook));
    }

    /** The scope that the settings ask for, or null. */
    @Nullable
    public Scope scope() {
        return client.scope().isBlank() ? null : Scope.parse(client.scope());
    }

    private HTTPResponse answer(TokenRequest request, DetachedCalls.CancellationHook hook) throws IOException {
        GuardedHttpConnection connection =
                new GuardedHttpConnection(policy, tls, List.of(), connectTimeout, readTimeout);
        try {
            return REQUESTS.get(
                    () -> post(connection, request.toHTTPRequest()),
                    LONGEST,
                    work -> hook.register(() -> {
                        work.close();
                        connection.end();
                    }));
        } catch (ExecutionException failed) {
            throw new HttpUnreachable(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (TimeoutException | CancellationException | RejectedExecutionException failed) {
            throw new HttpUnreachable(failed);
        } finally {
            connection.end();
        }
    }

    /** HTTPS alone, and no second try: a code or a refresh token counts once. */
    private HTTPResponse post(GuardedHttpConnection connection, HTTPRequest request) throws IOException {
        URI address = client.tokenEndpoint();
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            throw new IOException("not HTTPS");
        }
        HttpURLConnection http = connection.open(address);
        http.setRequestMethod("POST");
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> http.addRequestProperty(name, value)));
        http.setRequestProperty("Accept", "application/json");
        http.setDoOutput(true);
        try (OutputStream out = http.getOutputStream()) {
            out.write(request.getBody().getBytes(StandardCharsets.UTF_8));
        }
        HTTPResponse response = new HTTPResponse(http.getResponseCode());
        String type = http.getContentType();
        if (type != null) {
            try {
                response.setContentType(type);
            } catch (ParseException unreadable) {
                // Without a type it is not taken for JSON.
            }
        }
        InputStream body = http.getResponseCode() < 400 ? http.getInputStream() : http.getErrorStream();
        if (body != null) {
            try (body) {
                response.setBody(new String(body.readNBytes(MOST_BODY), StandardCharsets.UTF_8));
            }
        }
        return response;
    }

    private Issued issued(HTTPResponse response) throws IOException {
        try {
            TokenResponse parsed = TokenResponse.parse(response);
            if (!parsed.indicatesSuccess()) {
                throw refused(response, parsed.toErrorResponse().getErrorObject());
            }
            AccessTokenResponse tokens = parsed.toSuccessResponse();
            RefreshToken refresh = tokens.getTokens().getRefreshToken();
            return new Issued(
                    tokens.getTokens().getAccessToken().getValue(),
                    lifetime(tokens.getTokens().getAccessToken().getLifetime()),
                    refresh == null ? null : refresh.getValue());
        } catch (ParseException | IllegalArgumentException notAToken) {
            throw refused(response, null);
        }
    }

    /** Some servers say a number that no calendar has. */
    private static Duration lifetime(long seconds) {
        return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFETIME.toSeconds())));
    }

    private TokenRefused refused(HTTPResponse response, @Nullable ErrorObject error) {
        int status = response.getStatusCode();
        String code = error == null ? null : error.getCode();
        boolean passing =
                status >= 500 || status == 429 || "temporarily_unavailable".equals(code) || "server_error".equals(code);
        boolean html = code == null && isHtml(response);
        // No more of it: the address may be one that the administrator can't open.
        StringBuilder said = new StringBuilder("HTTP ").append(status).append(html ? ", text/html" : "");
        if (error != null && code != null) {
            said.append(' ').append(code);
            if (error.getDescription() != null) {
                said.append(": ").append(error.getDescription());
            }
        }
        Redaction redaction = new Redaction();
        redaction.hide(client.secret());
        return new TokenRefused(ShownText.of(redaction.redacted(said.toString())), passing, html || isRedirect(status));
    }

    private static boolean isRedirect(int status) {
        return status >= 300 && status < 400;
    }

    private static boolean isHtml(HTTPResponse response) {
        String type = String.valueOf(response.getHeaderValue("Content-Type"));
        String body = response.getBody() == null ? "" : response.getBody().strip();
        return type.toLowerCase(Locale.ROOT).startsWith("text/html") || body.startsWith("<");
    }
}
