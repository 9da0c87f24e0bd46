package io.postern.web;

import io.postern.net.IpAddress;
import io.postern.net.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from. Limits and the audit trail count by this address, so a client must not be able to choose it. Only
 * what trusted proxies appended to {@code X-Forwarded-For} is read, from the right, and no other header.
 */
@Component
public final class ClientAddresses {

    private static final String HEADER = "X-Forwarded-For";
    private static final String UNNAMED = "unknown";
    private static final int LONGEST = 45;

    private final List<Network> trusted;
    private final ApplicationEventPublisher events;
    private final AtomicReference<@Nullable Unreadable> unreadable = new AtomicReference<>();

    ClientAddresses(TrustedProxies proxies, ApplicationEventPublisher events) {
        this.trusted = proxies.trustedProxies();
        this.events = events;
    }

    /**
     * A trusted proxy names clients by something that is not an address, so limits can't tell them apart. Published once.
     *
     * @param client what the proxy said
     */
    public record Unreadable(String proxy, String client) {}

    /**
     * The client's IP address as text. It is the peer's own unless a trusted proxy tells another. If that proxy names the client
     * by something that is not an address, the name itself is returned, and never the proxy, whose other clients would share its
     * limits.
     */
    public String of(HttpServletRequest request) {
        Optional<IpAddress> peer = IpAddress.parseForwarded(request.getRemoteAddr());
        if (peer.isEmpty()) {
            return request.getRemoteAddr();
        }
        IpAddress client = peer.get();
        for (String hop : hopsFromTheNearest(request)) {
            if (!isTrusted(client)) {
                break;
            }
            Optional<IpAddress> before = IpAddress.parseForwarded(hop);
            if (before.isEmpty()) {
                return unreadable(client.toString(), hop);
            }
            client = before.get();
        }
        return client.toString();
    }

    /** What limits count by: the client's address, or the /64 of an IPv6 client. */
    public String networkOf(HttpServletRequest request) {
        return networkOf(of(request));
    }

    /** The same for an address that {@link #of} returned. */
    public static String networkOf(String client) {
        return IpAddress.parse(client).map(IpAddress::network).orElse(client);
    }

    /** The first such client since the process began. */
    public Optional<Unreadable> unreadable() {
        return Optional.ofNullable(unreadable.get());
    }

    private String unreadable(String proxy, String hop) {
        String printable = hop.replaceAll("[^\\x21-\\x7e]", "?");
        String client = printable.substring(0, Math.min(LONGEST, printable.length()));
        Unreadable found = new Unreadable(proxy, client);
        if (unreadable.compareAndSet(null, found)) {
            events.publishEvent(found);
        }
        return client;
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address.address()));
    }

    /** Several headers are one list, in their order. Empty elements do not count (RFC 9110, 5.3 and 5.6.1). */
    private static List<String> hopsFromTheNearest(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        List<String> hops = headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        if (hops.isEmpty() && !headers.isEmpty()) {
            return List.of(UNNAMED);
        }
        Collections.reverse(hops);
        return hops;
    }
}
