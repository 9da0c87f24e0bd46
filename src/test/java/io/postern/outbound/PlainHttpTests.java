package io.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.postern.net.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where plain HTTP goes, and for how long a server wants to be left alone. */
class PlainHttpTests {

    /** Nobody is there; the reason tells whether a connection was tried. */
    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, false", "192.0.3.0/24, true"})
    void allowsPlainHttpToNamedNetworksOnly(Network named, boolean refused) throws IOException {
        HttpOutcome.Unanswered outcome =
                (HttpOutcome.Unanswered) client(named).send(URI.create("http://192.0.2.1:9/"), Map.of(), new byte[0]);
        assertThat(outcome.reason() == HttpOutcome.Reason.ADDRESS_REFUSED).isEqualTo(refused);
    }

    @Test
    void keepsARefusedNetworkRefusedWhenNamed() throws IOException {
        assertThat(client(Network.of("169.254.0.0/16"))
                        .send(URI.create("http://169.254.169.254/"), Map.of(), new byte[0]))
                .isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "0.25, PT0.25S", "'Fri, 31 Dec 1999 23:59:59 GMT',", "-1,"})
    void aPauseIsReadInSeconds(String header, @Nullable Duration pause) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", header);
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(client(Network.of("192.0.2.0/24")).send(address, Map.of(), new byte[0]))
                    .isEqualTo(new HttpOutcome.Answered(429, "", pause));
        } finally {
            server.stop(0);
        }
    }

    private static GuardedHttpClient client(Network plain) {
        Duration brief = Duration.ofMillis(500);
        return new GuardedHttpClient(
                new TargetPolicy(List.of()), List.of(), List.of(plain), brief, brief, Duration.ofSeconds(5));
    }
}
