package io.postern.web;

import io.postern.net.IpAddress;
import io.postern.net.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from. Limits and the audit trail count by this address, so a client must not be able to choose it: of
 * {@code X-Forwarded-For} only what trusted proxies appended is read, from the right, and no other header at all.
 */
@Component
public final class ClientAddresses {

    private static final String HEADER = "X-Forwarded-For";

    private final List<Network> trusted;

    ClientAddresses(TrustedProxies proxies) {
        this.trusted = proxies.trustedProxies();
    }

    /** The client's IP address as text; the peer's own when no trusted proxy tells another. */
    public String of(HttpServletRequest request) {
        Optional<IpAddress> peer = IpAddress.parse(request.getRemoteAddr());
        if (peer.isEmpty()) {
            return request.getRemoteAddr();
        }
        IpAddress client = peer.get();
        for (String hop : hopsFromTheNearest(request)) {
            if (!isTrusted(client)) {
                break;
            }
            Optional<IpAddress> before = IpAddress.parse(hop);
            if (before.isEmpty()) {
                return peer.get().toString();
            }
            client = before.get();
        }
        return client.toString();
    }

    /** What is counted of a client: its address, or the /64 that an IPv6 client has to itself. */
    public String networkOf(HttpServletRequest request) {
        return networkOf(of(request));
    }

    /** The same of a client's address that {@link #of} returned before. */
    public static String networkOf(String client) {
        return IpAddress.parse(client).map(IpAddress::network).orElse(client);
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address.address()));
    }

    /** Several headers are one list, in their order (RFC 9110, 5.3). */
    private static List<String> hopsFromTheNearest(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(HEADER))) {
            for (String hop : header.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        Collections.reverse(hops);
        return hops;
    }
}
