package io.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("case59")
class TargetPolicyTests {

    private static final TargetPolicy USUAL = new TargetPolicy(List.of());
    private static final TargetPolicy STRICT = new TargetPolicy(
            Stream.of("10.0.0.0/8", "192.0.2.4/31", "::1").map(Network::of).toList());

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, loopback",
        "::1, true, loopback",
        "10.1.2.3, true, private",
        "192.168.1.1, true, private",
        "fd12:3456:789a::1, true, unique local",
        "100.64.0.1, true, carrier's network",
        "198.51.100.1, true, public",
        "2001:db8::1, true, public",
        "0.0.0.0, false, unspecified",
        "0.1.2.3, false, this network",
        "::, false, unspecified",
        "169.254.1.1, false, link-local",
        "fe80::1, false, link-local",
        "fec0::1, false, site-local",
        "feff::1, false, site-local",
        "224.0.0.1, false, multicast",
        "ff02::1, false, multicast",
        "240.0.0.1, false, reserved",
        "255.255.255.255, false, broadcast",
        "169.254.169.254, false, metadata of most clouds",
        "169.254.170.2, false, Amazon ECS",
        "fd00:ec2::254, false, Amazon EC2",
        "fd00:ec2::23, false, Amazon EKS",
        "fd00:ec3::1, true, beside Amazon's",
        "168.63.129.16, false, Azure",
        "168.63.129.17, true, beside Azure's",
        "192.0.0.192, false, Oracle",
        "fd00:c1::a9fe:a9fe, false, Oracle",
        "100.100.100.200, false, Alibaba",
        "fd20:ce::254, false, Google",
        "fd00:42::42, false, Scaleway",
        "::169.254.169.254, false, IPv4-compatible",
        "::198.51.100.1, true, IPv4-compatible",
        "::ffff:0:169.254.169.254, false, IPv4-translated",
        "::ffff:0:198.51.100.1, true, IPv4-translated",
        "64:ff9b::169.254.169.254, false, NAT64",
        "64:ff9b::168.63.129.16, false, NAT64",
        "64:ff9b::198.51.100.1, true, NAT64",
        "64:ff9b:1::169.254.169.254, false, NAT64 local /96",
        "64:ff9b:1::100.100.100.200, false, NAT64 local /96",
        "64:ff9b:1::198.51.100.1, true, NAT64 local /96",
        "64:ff9b:1:e0e1::198.51.100.1, true, NAT64 local /96 in a subnet",
        "64:ff9b:1:0:a9:fea9:fe00::, false, NAT64 local /64",
        "64:ff9b:1:0:a9:fea9:fe00:1, false, NAT64 local /64 with a suffix",
        "64:ff9b:1:0:c6:3364:f000::, true, NAT64 local /64",
        "64:ff9b:1:a9:fe:a9fe::, false, NAT64 local /56",
        "64:ff9b:1:c6:33:64f0::, true, NAT64 local /56",
        "64:ff9b:1:a9fe:a9:fe00::, false, NAT64 local /48",
        "64:ff9b:1:c6e0:33:f000::, true, NAT64 local /48",
        "2002:a9fe:a9fe::1, false, 6to4",
        "2002:c633:6401::1, true, 6to4",
        "2001:0:c633:6401:0:0:5601:5601, false, Teredo client",
        "2001:0:a9fe:a9fe:0:0:39cc:9bfe, false, Teredo server",
        "2001:0:c633:6401:0:0:39cc:9bfe, true, Teredo"
    })
    void anAddressIsJudgedByWhatItStandsFor(String address, boolean allowed, String kind) throws UnknownHostException {
        assertThat(USUAL.allows(InetAddress.getByName(address))).as(kind).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, false",
        "64:ff9b::10.1.2.3, false",
        "64:ff9b:1::10.1.2.3, false",
        "2002:a01:203::1, false",
        "11.1.2.3, true",
        "192.0.2.3, true",
        "192.0.2.5, false",
        "::1, false",
        "127.0.0.1, true"
    })
    void namedNetworksAreRefusedToo(String address, boolean allowed) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isEqualTo(allowed);
    }

    @Test
    void anIpv4MappedAddressIsThatIpv4Address() throws UnknownHostException {
        assertThat(USUAL.allows(mapped(169, 254, 169, 254))).isFalse();
        assertThat(USUAL.allows(mapped(10, 1, 2, 3))).isTrue();
        assertThat(STRICT.allows(mapped(10, 1, 2, 3))).isFalse();
    }

    /** As an IPv6 address, which the JDK makes of its bytes only when asked for one. */
    private static InetAddress mapped(int... address) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        for (int index = 0; index < 4; index++) {
            bytes[12 + index] = (byte) address[index];
        }
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}
