package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTests {

    private final List<Object> events = new ArrayList<>();
    private final ClientAddresses behindProxies = new ClientAddresses(
            new TrustedProxies(Stream.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33")
                    .map(Network::of)
                    .toList()),
            events::add);

    @Tag("case-15")
    @Test
    void withoutTrustedProxiesNoHeaderCounts() {
        ClientAddresses direct = new ClientAddresses(new TrustedProxies(List.of()), events::add);
        MockHttpServletRequest request = from("10.1.2.3", "198.51.100.1");
        request.addHeader("X-Real-IP", "198.51.100.2");
        request.addHeader("Forwarded", "for=198.51.100.3");
        assertThat(direct.of(request)).isEqualTo("10.1.2.3");
    }

    @Tag("case-15")
    @Test
    void aPeerThatIsNoTrustedProxyIsNotBelieved() {
        assertThat(behindProxies.of(from("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1                        | 198.51.100.1",
                "6.6.6.6, 198.51.100.1               | 198.51.100.1",
                "6.6.6.6, 198.51.100.1, 10.9.9.9     | 198.51.100.1",
                "10.6.6.6, 10.9.9.9                  | 10.6.6.6",
                "::ffff:198.51.100.1                 | 198.51.100.1",
                "2001:db8:8000::1, 2001:db8:7fff::1  | 2001:db8:8000:0:0:0:0:1",
                "198.51.100.1:4711                   | 198.51.100.1",
                "198.51.100.1:4711, 10.9.9.9:443     | 198.51.100.1",
                "[2001:db8:8000::1]                  | 2001:db8:8000:0:0:0:0:1",
                "[2001:db8:8000::1]:4711             | 2001:db8:8000:0:0:0:0:1",
                "2001:db8:8000::4711                 | 2001:db8:8000:0:0:0:0:4711",
                "[::ffff:198.51.100.1]:4711          | 198.51.100.1",
                "fe80::1%eth0                        | fe80:0:0:0:0:0:0:1",
                "[fe80::1%2]:4711                    | fe80:0:0:0:0:0:0:1",
                "\"198.51.100.1\"                      | 198.51.100.1",
                "\"198.51.100.1:4711\"                 | 198.51.100.1",
                "\"[2001:db8:8000::1]:4711\"           | 2001:db8:8000:0:0:0:0:1",
                "198.51.100.1,                       | 198.51.100.1",
                "198.51.100.1, , 10.9.9.9,           | 198.51.100.1",
            })
    void theRightmostAddressThatIsNoProxyIsTheClient(String header, String client) {
        assertThat(behindProxies.of(from("10.1.2.3", header))).isEqualTo(client);
    }

    @Tag("case-154")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1, unknown               | unknown",
                "198.51.100.1, unknown, 10.9.9.9     | unknown",
                "unknown:4711                        | unknown:4711",
                "_hidden                             | _hidden",
                "evil.example                        | evil.example",
                "for=198.51.100.1                    | for=198.51.100.1",
                "198.51.100.1:47:11                  | 198.51.100.1:47:11",
                "[198.51.100                         | [198.51.100",
                "''                                  | unknown",
                "' , '                               | unknown",
                "café\u0001x                         | caf??x",
            })
    void countsAnUnreadableAddressAsItsOwnClient(String header, String client) {
        assertThat(behindProxies.of(from("10.1.2.3", header))).isEqualTo(client);
        behindProxies.of(from("10.1.2.3", "something else"));

        assertThat(events).singleElement().isInstanceOf(ClientAddresses.Unreadable.class);
        assertThat(behindProxies.unreadable())
                .hasValueSatisfying(first -> assertThat(first.client()).isEqualTo(client));
        assertThat(ClientAddresses.networkOf(client)).isEqualTo(client);
    }

    @Test
    void theTextOfAClientIsCut() {
        assertThat(behindProxies.of(from("10.1.2.3", "x".repeat(5000)))).hasSize(45);
    }

    @Test
    void severalHeadersAreOneList() {
        MockHttpServletRequest request = from("192.0.2.7", "6.6.6.6");
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        assertThat(behindProxies.of(request)).isEqualTo("198.51.100.1");
    }

    @Test
    void aPeerWithoutAnAddressIsNamedAsItIs() {
        assertThat(behindProxies.of(from("", "198.51.100.1"))).isEmpty();
    }

    private static MockHttpServletRequest from(String peer, String forwarded) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", forwarded);
        return request;
    }
}
