package io.postern.smtp;

import io.postern.net.IpAddress;
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
    private static final List<String> ALWAYS_REFUSED =
            List.of("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "100.100.100.200/32", "fd00:ec2::254/128");

    /** Prefixes whose last 32 bits are an IPv4 address (RFC 6052, RFC 4291): that one counts as well. */
    private static final List<Network> EMBEDDING = List.of(Network.parse("64:ff9b::/96"), Network.parse("::/96"));

    private final List<Network> refused;

    /**
     * @param refusedNetworks further networks in CIDR notation, or single addresses
     * @throws IllegalArgumentException if one of them is neither
     */
    public TargetPolicy(List<String> refusedNetworks) {
        refused = Stream.concat(ALWAYS_REFUSED.stream(), refusedNetworks.stream())
                .map(Network::parse)
                .toList();
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

    private record Network(IpAddress base, int bits) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            IpAddress base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
            int most = base.address().getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("not a network: " + text);
            }
            return new Network(base, bits);
        }

        boolean contains(InetAddress address) {
            byte[] mine = base.address().getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
