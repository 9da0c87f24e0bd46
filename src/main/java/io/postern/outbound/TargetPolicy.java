package io.postern.outbound;

import io.postern.net.Network;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a mail server may have. Asked about the very address that is connected to, after resolving. Link-local
 * addresses (the clouds' metadata services among them), multicast, unspecified and reserved ones are always refused; loopback and
 * private networks are where relays live, and are refused only when named.
 */
public final class TargetPolicy {

    /** Metadata services that do not live on a link-local address, and ranges where no server can be. */
    private static final List<Network> ALWAYS_REFUSED = Stream.of(
                    "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "100.100.100.200", "fd00:ec2::254")
            .map(Network::of)
            .toList();

    /** Prefixes whose last 32 bits are an IPv4 address (RFC 6052, RFC 4291): that one counts as well. */
    private static final List<Network> EMBEDDING = List.of(Network.of("64:ff9b::/96"), Network.of("::/96"));

    private final List<Network> refused;

    /** Refuses these networks besides those that are always refused. */
    public TargetPolicy(List<Network> refusedNetworks) {
        refused =
                Stream.concat(ALWAYS_REFUSED.stream(), refusedNetworks.stream()).toList();
    }

    public boolean allows(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        if (refused.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        return !(address instanceof Inet6Address)
                || address.isLoopbackAddress()
                || EMBEDDING.stream().noneMatch(network -> network.contains(address))
                || allows(embedded(address));
    }

    private static InetAddress embedded(InetAddress address) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
