package io.postern.outbound;

import io.postern.net.Network;
import io.postern.net.ShownText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an address that somebody typed, or gets a file from there, over HTTPS, or over HTTP where that may go. The address is checked when it is connected to.
 * No redirect is followed. No more of the answer is read than is shown. A call ends within a bound, whatever the server or the DNS
 * does. Safe for use by several threads.
 */
public final class GuardedHttpClient {

    private static final int MOST_BODY = 8 * 1024;
    private static final DetachedCalls REQUESTS = new DetachedCalls("outgoing-post", 8);

    private final TargetPolicy policy;
    private final TlsClient tls;
    private final List<Network> plainNetworks;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration longest;

    /**
     * Makes a client for one purpose.
     *
     * @param trusted certificates trusted in addition to the JVM's
     * @param plainNetworks where plain HTTP may go besides this machine
     * @param longest how long all of it may take
     */
    public GuardedHttpClient(
            TargetPolicy policy,
            List<X509Certificate> trusted,
            List<Network> plainNetworks,
            Duration connectTimeout,
            Duration readTimeout,
            Duration longest) {
        this.policy = policy;
        this.tls = new TlsClient(trusted);
        this.plainNetworks = plainNetworks;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.longest = longest;
    }

    /**
     * Posts once.
     *
     * @throws IOException when the calling thread was interrupted; it is not known whether the request arrived
     */
    public HttpOutcome send(URI address, Map<String, String> headers, byte[] body) throws IOException {
        AtomicInteger status = new AtomicInteger();
        return call(address, status, http -> exchange(http, headers, body, status));
    }

    /**
     * Gets a file once.
     *
     * @param longestFile in bytes; of a longer one nothing is returned
     * @throws IOException when the calling thread was interrupted
     */
    public HttpDocument get(URI address, int longestFile) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        AtomicInteger status = new AtomicInteger();
        HttpOutcome outcome = call(address, status, http -> {
            int code = http.getResponseCode();
            if (code == HttpURLConnection.HTTP_OK) {
                try (InputStream body = http.getInputStream()) {
                    file.write(body.readNBytes(longestFile + 1));
                }
                // Not before all of it is there: half a file says something else.
                status.set(code);
            }
            return code < 0
                    ? new HttpOutcome.Unanswered(HttpOutcome.Reason.NO_HTTP)
                    : new HttpOutcome.Answered(code, "");
        });
        byte[] content = status.get() > 0 ? file.toByteArray() : new byte[0];
        return new HttpDocument(outcome, content.length > longestFile ? null : content);
    }

    @FunctionalInterface
    private interface Exchange {
        HttpOutcome over(HttpURLConnection http) throws IOException;
    }

    /** @param status is set as soon as nothing else changes the outcome */
    private HttpOutcome call(URI address, AtomicInteger status, Exchange exchange) throws IOException {
        GuardedHttpConnection connection =
                new GuardedHttpConnection(policy, tls, plainNetworks, connectTimeout, readTimeout);
        try {
            return REQUESTS.get(() -> exchange.over(connection.open(address)), longest, work -> {});
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            return new HttpOutcome.Unanswered(reason(failed.getCause()));
        } catch (TimeoutException | RejectedExecutionException late) {
            return status.get() > 0
                    ? new HttpOutcome.Answered(status.get(), "")
                    : new HttpOutcome.Unanswered(HttpOutcome.Reason.TIMED_OUT);
        } finally {
            end(connection);
        }
    }

    /** @param known gets the status before the body is read, because a slow body does not change it */
    private static HttpOutcome exchange(
            HttpURLConnection http, Map<String, String> headers, byte[] body, AtomicInteger known) throws IOException {
        http.setRequestMethod("POST");
        headers.forEach(http::setRequestProperty);
        http.setDoOutput(true);
        try (OutputStream out = http.getOutputStream()) {
            out.write(body);
        }
        int status = http.getResponseCode();
        if (status < 0) {
            return new HttpOutcome.Unanswered(HttpOutcome.Reason.NO_HTTP);
        }
        known.set(status);
        return new HttpOutcome.Answered(status, beginning(http, status), retryAfter(http));
    }

    /** In seconds, as servers send it that limit the rate. A date is not read. */
    private static @Nullable Duration retryAfter(HttpURLConnection http) {
        String header = http.getHeaderField("Retry-After");
        return header != null && header.matches("\\d{1,6}(\\.\\d+)?")
                ? Duration.ofMillis((long) Math.ceil(Double.parseDouble(header) * 1000))
                : null;
    }

    private static String beginning(HttpURLConnection http, int status) {
        try (InputStream body = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MOST_BODY);
            return ShownText.ofBytes(bytes);
        } catch (IOException brokenOff) {
            return "";
        }
    }

    private static HttpOutcome.Reason reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpUnreachable.AddressRefused) {
                return HttpOutcome.Reason.ADDRESS_REFUSED;
            }
            if (cause instanceof HttpUnreachable.ProxyFailed) {
                return HttpOutcome.Reason.PROXY_FAILED;
            }
            if (cause instanceof UnknownHostException) {
                return HttpOutcome.Reason.HOST_UNKNOWN;
            }
            if (cause instanceof SocketTimeoutException) {
                return HttpOutcome.Reason.TIMED_OUT;
            }
            if (cause instanceof SSLException) {
                return HttpOutcome.Reason.TLS_FAILED;
            }
            if (cause instanceof SocketException && !"Connection reset".equals(cause.getMessage())) {
                return HttpOutcome.Reason.NOT_REACHED;
            }
        }
        return HttpOutcome.Reason.NO_HTTP;
    }

    private static void end(GuardedHttpConnection connection) {
        try {
            connection.end();
        } catch (IOException ended) {
            // The connection is closed all the same.
        }
    }
}
