package io.postern.outbound;

import io.postern.net.IpAddress;
import io.postern.net.Network;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to an address that somebody typed: no redirect, no second connection. HTTPS goes through a proxy where there is
 * one. Plain HTTP goes only to an address of this machine or of a network that is named. It must be written as an address, so that no
 * name decides where it leads.
 */
public final class GuardedHttpConnection {

    private final TargetPolicy policy;
    private final TlsClient tls;
    private final List<Network> plainNetworks;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private @Nullable HttpURLConnection plain;
    private @Nullable Socket socket;
    private boolean ended;

    /** @param plainNetworks where plain HTTP may go besides this machine */
    public GuardedHttpConnection(
            TargetPolicy policy,
            TlsClient tls,
            List<Network> plainNetworks,
            Duration connectTimeout,
            Duration readTimeout) {
        this.policy = policy;
        this.tls = tls;
        this.plainNetworks = plainNetworks;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /** Whether plain HTTP may go to the address. */
    public static boolean mayBePlain(InetAddress address, List<Network> plainNetworks) {
        return address.isLoopbackAddress() || plainNetworks.stream().anyMatch(network -> network.contains(address));
    }

    /** Called once; nothing is connected yet. */
    public HttpURLConnection open(URI address) throws IOException {
        // The socket goes through the proxy by itself, after it has checked the target.
        URLConnection opened = address.toURL().openConnection(Proxy.NO_PROXY);
        HttpURLConnection http;
        if (opened instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(new OneSocket());
            http = https;
        } else {
            http = plain(opened, address.getHost());
        }
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) connectTimeout.toMillis());
        http.setReadTimeout((int) readTimeout.toMillis());
        http.setRequestProperty("Connection", "close");
        return http;
    }

    /** From any thread: what is under way fails at once. */
    public void end() throws IOException {
        HttpURLConnection open;
        synchronized (this) {
            ended = true;
            open = plain;
            if (socket != null) {
                socket.close();
            }
        }
        if (open != null) {
            open.disconnect();
        }
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

    private synchronized Socket socket() throws IOException {
        if (ended || socket != null) {
            throw new IOException("no further connection");
        }
        socket = new CheckedSocket(policy);
        return socket;
    }

    /** The JDK's HTTP client connects the socket that it gets here. It asks for a second one to repeat a request without an answer. */
    private final class OneSocket extends TlsLayerSocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return socket();
        }

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            return tls.layer(connected, host);
        }
    }

    /** Checks its address before it connects, by itself or through a proxy. What it reads has a bound. */
    private static final class CheckedSocket extends Socket {

        private final TargetPolicy policy;

        CheckedSocket(TargetPolicy policy) {
            this.policy = policy;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetSocketAddress target = (InetSocketAddress) endpoint;
            Optional<HttpProxy> proxy = policy.proxyTo(target);
            if (proxy.isEmpty() && target.isUnresolved()) {
                throw new UnknownHostException(String.valueOf(endpoint));
            }
            if (!target.isUnresolved() && !policy.allows(target.getAddress())) {
                throw new HttpUnreachable.AddressRefused();
            }
            if (proxy.isEmpty()) {
                super.connect(endpoint, timeout);
            } else {
                connectThrough(proxy.get(), target, timeout);
            }
        }

        /** The proxy may resolve the name to each of its addresses, or to others that this machine does not know. */
        private void connectThrough(HttpProxy proxy, InetSocketAddress target, int timeout) throws IOException {
            String host = target.getHostString();
            InetAddress[] known = target.isUnresolved() ? new InetAddress[0] : InetAddress.getAllByName(host);
            if (!Arrays.stream(known).allMatch(policy::allows)) {
                throw new HttpUnreachable.AddressRefused();
            }
            try {
                super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
            } catch (IOException notReached) {
                throw new HttpUnreachable.ProxyFailed("the proxy " + proxy + " can't be reached: " + notReached);
            }
            setSoTimeout(timeout);
            proxy.tunnel(super.getInputStream(), getOutputStream(), host, target.getPort());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new BoundedInputStream(super.getInputStream());
        }
    }

    private static final class BoundedInputStream extends FilterInputStream {

        private int left = 256 * 1024;

        BoundedInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException("answer too long");
            }
            return read;
        }
    }
}
