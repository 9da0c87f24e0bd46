package io.postern.outbound;

import io.postern.net.IpAddress;
import io.postern.net.Network;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to an address that somebody typed: no redirect, no second connection. HTTPS, through a proxy where there is one,
 * and plain HTTP to an address of this machine or of a network that is named, when it is written as one, so that no name decides
 * where it leads.
 */
public final class GuardedHttpConnection {

    private final TargetPolicy policy;
    private final GuardedSocketFactory sockets;
    private final List<Network> plainNetworks;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private @Nullable HttpURLConnection plain;
    private boolean ended;

    /** @param plainNetworks where plain HTTP may go besides this machine */
    public GuardedHttpConnection(
            TargetPolicy policy,
            TlsClient tls,
            List<Network> plainNetworks,
            Duration connectTimeout,
            Duration readTimeout) {
        this.policy = policy;
        this.plainNetworks = plainNetworks;
        this.sockets = new GuardedSocketFactory(policy, tls);
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /** Whether plain HTTP may go to the address. */
    public static boolean mayBePlain(InetAddress address, List<Network> plainNetworks) {
        return address.isLoopbackAddress() || plainNetworks.stream().anyMatch(network -> network.contains(address));
    }

    /** Called once; nothing is connected yet. */
    public HttpURLConnection open(URI address) throws IOException {
        // The proxy is the socket's affair, which checks the target first.
        URLConnection opened = address.toURL().openConnection(Proxy.NO_PROXY);
        HttpURLConnection http =
                opened instanceof HttpsURLConnection https ? encrypted(https) : plain(opened, address.getHost());
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) connectTimeout.toMillis());
        http.setReadTimeout((int) readTimeout.toMillis());
        http.setRequestProperty("Connection", "close");
        return http;
    }

    /** From any thread: what is under way fails at once. */
    public void end() throws IOException {
        sockets.end();
        HttpURLConnection open;
        synchronized (this) {
            ended = true;
            open = plain;
        }
        if (open != null) {
            open.disconnect();
        }
    }

    private HttpURLConnection encrypted(HttpsURLConnection https) {
        https.setSSLSocketFactory(sockets);
        return https;
    }

    private synchronized HttpURLConnection plain(URLConnection opened, @Nullable String host) throws IOException {
        Optional<InetAddress> literal =
                host == null ? Optional.empty() : IpAddress.parse(host).map(IpAddress::address);
        if (!(opened instanceof HttpURLConnection http) || literal.isEmpty()) {
            throw new IOException("not HTTPS");
        }
        if (!mayBePlain(literal.get(), plainNetworks) || !policy.allows(literal.get())) {
            throw new HttpUnreachable.AddressRefused();
        }
        if (ended) {
            throw new IOException("ended");
        }
        plain = http;
        return http;
    }
}
