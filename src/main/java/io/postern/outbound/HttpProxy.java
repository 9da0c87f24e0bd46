package io.postern.outbound;

import io.postern.net.HostName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy through which HTTPS goes by CONNECT (RFC 9110 section 9.3.6). The JDK can do that as well. But it refuses Basic
 * authentication unless the whole process allows it, and its socket to the proxy lacks our bounds.
 *
 * @param credentials for Basic authentication, {@code user:password}, or null
 */
record HttpProxy(String host, int port, @Nullable String credentials) {

    private static final int LONGEST_ANSWER = 16 * 1024;

    /**
     * Reads a URL such as {@code http://user:password@proxy.example:3128}; characters in user and password may be percent-encoded.
     *
     * @throws IllegalArgumentException when it is no such URL; the message does not repeat it
     */
    static HttpProxy parse(String url) {
        try {
            URI parsed = URI.create(url.strip());
            String host = parsed.getHost();
            if ("http".equalsIgnoreCase(parsed.getScheme())
                    && host != null
                    && HostName.isNameOrAddress(host)
                    && parsed.getPort() > 0
                    && parsed.getPort() <= 65535
                    && parsed.getPath().matches("/?")
                    && parsed.getQuery() == null) {
                return new HttpProxy(host, parsed.getPort(), parsed.getUserInfo());
            }
        } catch (IllegalArgumentException noUrl) {
            // The exception could repeat a password.
        }
        throw new IllegalArgumentException("not a URL such as http://user:password@proxy.example:3128");
    }

    /** The proxy for this host by {@code https.proxyHost}, {@code https.proxyPort} and {@code http.nonProxyHosts}. */
    static Optional<HttpProxy> ofTheJvm(String host, int port) {
        ProxySelector selector = ProxySelector.getDefault();
        URI target = URI.create("https://" + authority(host, port));
        return selector == null || target.getHost() == null
                ? Optional.empty()
                : selector.select(target).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .map(proxy -> (InetSocketAddress) proxy.address())
                        .map(address -> new HttpProxy(address.getHostString(), address.getPort(), null))
                        .findFirst();
    }

    /** Asks the proxy at the other end of the streams to connect to the target. The proxy resolves the name. */
    void tunnel(InputStream in, OutputStream out, String targetHost, int targetPort) throws IOException {
        String target = authority(targetHost, targetPort);
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        if (credentials != null) {
            byte[] secret = credentials.getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(secret))
                    .append("\r\n");
        }
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        String status = head(in).lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
            throw new HttpUnreachable.ProxyFailed("the proxy answered " + status);
        }
    }

    /** Read byte by byte: what follows belongs to the target. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.size() >= LONGEST_ANSWER) {
                throw new HttpUnreachable.ProxyFailed("the proxy gave no answer in HTTP");
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : text;
        }
        return text;
    }

    private static String authority(String host, int port) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
