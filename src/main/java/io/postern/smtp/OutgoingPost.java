package io.postern.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
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
 * Posts to an address that somebody typed, over HTTPS or to a loopback address. The address is judged when it is connected to, no
 * redirect is followed, of the answer no more is read than is shown, and all of it ends within a bound, whatever the server or the DNS
 * does. Safe for use by several threads.
 */
public final class OutgoingPost {

    private static final int MOST_BODY = 8 * 1024;
    private static final Aside REQUESTS = new Aside("outgoing-post", 8);

    private final TargetPolicy policy;
    private final Tls tls;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration longest;

    /**
     * @param trusted certificates trusted in addition to the JVM's
     * @param longest how long all of it may take
     */
    public OutgoingPost(
            TargetPolicy policy,
            List<X509Certificate> trusted,
            Duration connectTimeout,
            Duration readTimeout,
            Duration longest) {
        this.policy = policy;
        this.tls = new Tls(trusted);
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.longest = longest;
    }

    /**
     * Posts once.
     *
     * @throws IOException when the calling thread was interrupted: whether it arrived is not known
     */
    public WebAnswer send(URI address, Map<String, String> headers, byte[] body) throws IOException {
        GuardedConnection connection = new GuardedConnection(policy, tls, connectTimeout, readTimeout);
        AtomicInteger status = new AtomicInteger();
        try {
            return REQUESTS.get(() -> exchange(connection.open(address), headers, body, status), longest, work -> {});
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            return new WebAnswer.Unanswered(reason(failed.getCause()));
        } catch (TimeoutException | RejectedExecutionException late) {
            return status.get() > 0
                    ? new WebAnswer.Answered(status.get(), "")
                    : new WebAnswer.Unanswered(WebAnswer.Reason.TIMED_OUT);
        } finally {
            end(connection);
        }
    }

    /** @param known gets the status as soon as it is, since a body that drips does not change it */
    private static WebAnswer exchange(
            HttpURLConnection http, Map<String, String> headers, byte[] body, AtomicInteger known) throws IOException {
        http.setRequestMethod("POST");
        headers.forEach(http::setRequestProperty);
        http.setDoOutput(true);
        try (OutputStream out = http.getOutputStream()) {
            out.write(body);
        }
        int status = http.getResponseCode();
        if (status < 0) {
            return new WebAnswer.Unanswered(WebAnswer.Reason.NO_HTTP);
        }
        known.set(status);
        return new WebAnswer.Answered(status, beginning(http, status));
    }

    private static String beginning(HttpURLConnection http, int status) {
        try (InputStream body = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MOST_BODY);
            return Reply.shown(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException brokenOff) {
            return "";
        }
    }

    private static WebAnswer.Reason reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenEndpointUnreachable.AddressRefused) {
                return WebAnswer.Reason.ADDRESS_REFUSED;
            }
            if (cause instanceof UnknownHostException) {
                return WebAnswer.Reason.HOST_UNKNOWN;
            }
            if (cause instanceof SocketTimeoutException) {
                return WebAnswer.Reason.TIMED_OUT;
            }
            if (cause instanceof SSLException) {
                return WebAnswer.Reason.TLS_FAILED;
            }
            if (cause instanceof SocketException && !"Connection reset".equals(cause.getMessage())) {
                return WebAnswer.Reason.NOT_REACHED;
            }
        }
        return WebAnswer.Reason.NO_HTTP;
    }

    private static void end(GuardedConnection connection) {
        try {
            connection.end();
        } catch (IOException ended) {
            // It is closed, whatever the system says to that.
        }
    }
}
