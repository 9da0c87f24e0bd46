package io.postern.mail.smtp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.mail.account.OAuthClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 authorization server on localhost, over HTTPS with a certificate of {@link TestCertificates#authority}. It keeps the
 * rules: a client has its secret, a code counts once, for its redirect URI and its verifier, a refresh token counts once.
 */
public final class MockAuthorizationServer implements AutoCloseable {

    public static final String CLIENT = "postern-client";
    public static final String SECRET = "cl1ent~secret/+&=";

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final Queue<Scripted> scripted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile @Nullable Duration lifetime = Duration.ofHours(1);
    private volatile boolean lasting = true;

    private record Scripted(int status, String contentType, String body, boolean hangs) {}

    private MockAuthorizationServer(SSLContext certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        server.createContext("/token", this::token);
        server.setExecutor(workers);
        server.start();
    }

    public static MockAuthorizationServer start() {
        return start(TestCertificates.good());
    }

    /** The same with another certificate than one for localhost. */
    public static MockAuthorizationServer start(SSLContext certificate) {
        try {
            return new MockAuthorizationServer(certificate);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    public URI tokenEndpoint() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/token");
    }

    /** Nobody opens it: {@link #consent} stands for the person and the browser. */
    public URI authorizationEndpoint() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/authorize?prompt=consent");
    }

    public OAuthClient client() {
        return new OAuthClient(tokenEndpoint(), CLIENT, SECRET, "mail.send offline_access");
    }

    /** What access tokens issued from now on say of their lifetime; null for nothing. */
    public MockAuthorizationServer issuingFor(@Nullable Duration time) {
        lifetime = time;
        return this;
    }

    /** From now on consent gives no refresh token. */
    public MockAuthorizationServer withoutRefreshTokens() {
        lasting = false;
        return this;
    }

    /** What the next token request gets, whatever it says. */
    public MockAuthorizationServer answering(int status, String contentType, String body) {
        scripted.add(new Scripted(status, contentType, body, false));
        return this;
    }

    /** An error as RFC 6749 section 5.2 has it. */
    public MockAuthorizationServer refusing(int status, String error, String description) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
        return answering(status, "application/json; charset=utf-8", body);
    }

    /** The next token request gets no answer until this closes. */
    public MockAuthorizationServer hanging() {
        scripted.add(new Scripted(0, "", "", true));
        return this;
    }

    public void awaitHanging() {
        try {
            hanging.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it issued this access token, and did not end it since. */
    public boolean hasIssued(String accessToken) {
        return accessTokens.contains(accessToken);
    }

    /** Ends all access tokens before their time. */
    public void endAccessTokens() {
        accessTokens.clear();
    }

    /** The account's owner takes the consent back. */
    public void revoke() {
        accessTokens.clear();
        refreshTokens.clear();
    }

    /** A refresh token as if somebody had consented. */
    public String consented() {
        String token = "refresh-" + count.incrementAndGet();
        refreshTokens.add(token);
        return token;
    }

    public boolean honours(String refreshToken) {
        return refreshTokens.contains(refreshToken);
    }

    /** The forms of the token requests so far. */
    public List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    /** Opens the page for consent, consents, and tells where the browser is sent back to. */
    public URI consent(URI page) {
        Map<String, String> asked = UrlForms.parsed(page.getRawQuery());
        String code = "code-" + count.incrementAndGet();
        codes.put(code, asked);
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    UrlForms.parsed(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(form);
            Scripted next = scripted.poll();
            if (next == null) {
                answer(exchange, answer(form));
            } else if (next.hangs()) {
                hanging.countDown();
                closed.await();
            } else {
                answer(exchange, next);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Scripted answer(Map<String, String> form) {
        if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            return error(401, "invalid_client");
        }
        boolean granted =
                switch (form.getOrDefault("grant_type", "")) {
                    case "client_credentials" -> true;
                    case "authorization_code" -> redeems(form);
                    case "refresh_token" -> refreshTokens.remove(form.get("refresh_token"));
                    default -> false;
                };
        return granted ? issued(form) : error(400, "invalid_grant");
    }

    private boolean redeems(Map<String, String> form) {
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        return asked != null
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("code_challenge").equals(UrlForms.challenge(form.getOrDefault("code_verifier", "")));
    }

    private Scripted issued(Map<String, String> form) {
        String access = "access-" + count.incrementAndGet();
        accessTokens.add(access);
        StringBuilder json = new StringBuilder("{\"token_type\":\"Bearer\",\"access_token\":\"" + access + "\"");
        Duration time = lifetime;
        if (time != null) {
            json.append(",\"expires_in\":").append(time.toSeconds());
        }
        if (lasting && !form.get("grant_type").equals("client_credentials")) {
            json.append(",\"refresh_token\":\"").append(consented()).append('"');
        }
        return new Scripted(200, "application/json", json.append('}').toString(), false);
    }

    private static Scripted error(int status, String code) {
        return new Scripted(status, "application/json", "{\"error\":\"" + code + "\"}", false);
    }

    private static void answer(HttpExchange exchange, Scripted answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        if (answer.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"token\"");
        } else if (answer.status() == 302) {
            exchange.getResponseHeaders().set("Location", answer.body());
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
