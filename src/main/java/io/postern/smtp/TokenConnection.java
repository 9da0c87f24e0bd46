package io.postern.smtp;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * One request to a token endpoint, for the OAuth library: HTTPS alone, no redirect, no proxy and no second try, since a code or a
 * refresh token counts once.
 */
final class TokenConnection implements HTTPRequestSender {

    private static final int MOST_BODY = 64 * 1024;

    private final TokenSockets sockets;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    TokenConnection(TargetPolicy policy, Tls tls, Duration connectTimeout, Duration readTimeout) {
        this.sockets = new TokenSockets(policy, tls);
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        if (!(request.getURL().openConnection(Proxy.NO_PROXY) instanceof HttpsURLConnection http)) {
            throw new IOException("not HTTPS");
        }
        http.setSSLSocketFactory(sockets);
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) connectTimeout.toMillis());
        http.setReadTimeout((int) readTimeout.toMillis());
        http.setRequestMethod(request.getMethod().name());
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            header.getValue().forEach(value -> http.addRequestProperty(header.getKey(), value));
        }
        http.setRequestProperty("Accept", "application/json");
        http.setDoOutput(true);
        try (OutputStream out = http.getOutputStream()) {
            out.write(request.getBody().getBytes(StandardCharsets.UTF_8));
        }
        return response(http);
    }

    private static HTTPResponse response(HttpsURLConnection http) throws IOException {
        HTTPResponse response = new HTTPResponse(http.getResponseCode());
        String type = http.getContentType();
        if (type != null) {
            try {
                response.setContentType(type);
            } catch (ParseException unreadable) {
                // Then it has none, and is not taken for JSON.
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

    /** From any thread: what is under way fails at once. */
    void end() throws IOException {
        sockets.end();
    }
}
