package io.postern.outbound;

import io.postern.net.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a mail server, token endpoint or webhook may have. It judges the resolved address, just before that is connected to.
 * Link-local addresses, the clouds' metadata services, multicast, unspecified and reserved addresses are always refused. Relays live
 * on loopback and in private networks, so these are refused only when an operator names them. An IPv6 address that stands for an IPv4
 * address is judged as that.
 */
public final class TargetPolicy {

    /** Ranges where no server can be, and metadata services that do not live on a link-local address. */
    private static final List<Network> ALWAYS_REFUSED = Stream.of(
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "224.0.0.0/3",
                    "fec0::/10",
                    // Alibaba, Azure, Oracle.
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "fd00:c1::a9fe:a9fe",
                    // Amazon, Google, Scaleway.
                    "fd00:ec2::/32",
                    "fd20:ce::254",
                    "fd00:42::42")
            .map(Network::of)
            .toList();

    /** IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo's server and client (RFC 4380). */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding("::/96", 0, 12, 13, 14, 15),
            new Embedding("::ffff:0:0:0/96", 0, 12, 13, 14, 15),
            new Embedding("64:ff9b::/96", 0, 12, 13, 14, 15),
            new Embedding("2002::/16", 0, 2, 3, 4, 5),
            new Embedding("2001::/32", 0, 4, 5, 6, 7),
            new Embedding("2001::/32", 0xff, 12, 13, 14, 15));

    /** NAT64 with a prefix of the site's own (RFC 8215), whose length is not known: 48, 56, 64 or 96 bits (RFC 6052). */
    private static final String LOCAL_NAT64 = "64:ff9b:1::/48";

    private static final List<Embedding> LOCAL_EMBEDDINGS = List.of(
            new Embedding(LOCAL_NAT64, 0, 6, 7, 9, 10),
            new Embedding(LOCAL_NAT64, 0, 7, 9, 10, 11),
            new Embedding(LOCAL_NAT64, 0, 9, 10, 11, 12),
            new Embedding(LOCAL_NAT64, 0, 12, 13, 14, 15));

    private final List<Network> refused;
    private final @Nullable HttpProxy proxy;

    /** Refuses these networks, and those that are always refused. */
    public TargetPolicy(List<Network> refusedNetworks) {
        this(refusedNetworks, null);
    }

    /** @param proxy through which HTTPS goes; null for what the JVM's settings say */
    TargetPolicy(List<Network> refusedNetworks, @Nullable HttpProxy proxy) {
        this.proxy = proxy;
        refused =
                Stream.concat(ALWAYS_REFUSED.stream(), refusedNetworks.stream()).toList();
    }

    public boolean allows(InetAddress address) {
        // The JDK makes an IPv4 address of an IPv4-mapped one.
        InetAddress target = address(address.getAddress());
        if (target.isAnyLocalAddress()
                || target.isLinkLocalAddress()
                || target.isMulticastAddress()
                || refused.stream().anyMatch(network -> network.contains(target))) {
            return false;
        }
        return target instanceof Inet4Address
                || target.isLoopbackAddress()
                || (embedded(target, EMBEDDINGS).allMatch(this::allows)
                        && embedded(target, LOCAL_EMBEDDINGS)
                                .filter(TargetPolicy::isHost)
                                .allMatch(this::allows));
    }

    /** The proxy through which HTTPS goes to a target; none to this machine itself. */
    Optional<HttpProxy> proxyTo(InetSocketAddress target) {
        if (!target.isUnresolved() && target.getAddress().isLoopbackAddress()) {
            return Optional.empty();
        }
        return proxy == null ? HttpProxy.ofTheJvm(target.getHostString(), target.getPort()) : Optional.of(proxy);
    }

    private static Stream<InetAddress> embedded(InetAddress address, List<Embedding> embeddings) {
        return embeddings.stream()
                .filter(embedding -> embedding.prefix().contains(address))
                .map(embedding -> embedding.of(address));
    }

    /** If it is none, the address was read with the wrong length of prefix. */
    private static boolean isHost(InetAddress address) {
        return address.getAddress()[0] != 0 && address.getAddress()[3] != 0;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where the bytes of an IPv4 address stand behind a prefix, each combined with the mask by exclusive or. */
    private record Embedding(Network prefix, int mask, List<Integer> places) {

        Embedding(String prefix, int mask, Integer... places) {
            this(Network.of(prefix), mask, Arrays.asList(places));
        }

        InetAddress of(InetAddress address) {
            byte[] embedded = new byte[places.size()];
            for (int index = 0; index < embedded.length; index++) {
                embedded[index] = (byte) (address.getAddress()[places.get(index)] ^ mask);
            }
            return address(embedded);
        }
    }
}
