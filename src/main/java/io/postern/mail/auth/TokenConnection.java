package io.postern.mail.auth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.postern.outbound.GuardedHttpConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request to a token endpoint, for the OAuth library: HTTPS alone, and no second try, since a code or a refresh token counts once. */
final class TokenConnection implements HTTPRequestSender {

    private static final int MOST_BODY = 64 * 1024;

    private final GuardedHttpConnection connection;

    TokenConnection(GuardedHttpConnection connection) {
        this.connection = connection;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        URI endpoint = URI.create(request.getURL().toString());
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            throw new IOException("not HTTPS");
        }
        HttpURLConnection http = connection.open(endpoint);
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

    private static HTTPResponse response(HttpURLConnection http) throws IOException {
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
}
