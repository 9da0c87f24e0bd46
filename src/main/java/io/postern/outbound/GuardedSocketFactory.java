package io.postern.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one socket of a {@link GuardedHttpConnection}: its address is checked before it connects, by itself or through a proxy, and what it reads has a bound. */
final class GuardedSocketFactory extends TlsLayerSocketFactory {

    private static final int MOST_BYTES = 256 * 1024;

    private final TargetPolicy policy;
    private final TlsClient tls;
    private @Nullable Socket socket;
    private boolean closed;

    GuardedSocketFactory(TargetPolicy policy, TlsClient tls) {
        this.policy = policy;
        this.tls = tls;
    }

    /** The JDK's HTTP client connects what it gets here; it would ask a second time to repeat a request that got no answer. */
    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed || socket != null) {
            throw new IOException("no further connection");
        }
        socket = new CheckedSocket(policy);
        return socket;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return tls.layer(socket, host);
    }

    synchronized void end() throws IOException {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }

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

        /** The proxy may resolve the name to any of its addresses, or to others that nobody here knows. */
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

        private int left = MOST_BYTES;

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
