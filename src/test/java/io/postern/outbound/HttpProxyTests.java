package io.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.mail.smtp.TestCertificates;
import io.postern.net.Network;
import io.postern.testing.ConnectProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

/** HTTPS through a proxy, which knows names that this machine does not. */
class HttpProxyTests {

    private static final String HOST = "hooks.corp.invalid";

    private HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificates.named(HOST, "localhost")));
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
    }

    @Test
    void givesTheProxyOnlyPasswordAndName() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.wanting("us er:p@ss:wörd")) {
            HttpProxy given = HttpProxy.parse("http://us%20er:p%40ss%3Aw%C3%B6rd@localhost:" + proxy.port());
            assertThat(given.toString()).doesNotContain("ss");
            assertThat(send(given, at(HOST))).isEqualTo(new HttpOutcome.Answered(204, ""));
            assertThat(proxy.tunnels()).containsExactly(HOST + ":" + port());
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void blamesTheProxyForItsRefusedPassword() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.wanting("user:password")) {
            for (String user : List.of("", "user:wrong@")) {
                HttpProxy given = HttpProxy.parse("http://" + user + "localhost:" + proxy.port());
                assertThat(send(given, at(HOST)))
                        .isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.PROXY_FAILED));
            }
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(requests).hasValue(0);
        }
    }

    @Test
    void distinguishesProxyFailuresFromTheTargets() throws IOException {
        ConnectProxy proxy = ConnectProxy.open();
        try (proxy) {
            server.stop(0);
            assertThat(send(open(proxy), at(HOST)))
                    .isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.PROXY_FAILED));
        }
        assertThat(send(open(proxy), at(HOST))).isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.PROXY_FAILED));
    }

    @Test
    void aProxyThatSaysNothingIsNotWaitedForLong() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.silent()) {
            assertThat(send(open(proxy), at(HOST))).isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.TIMED_OUT));
        }
    }

    @Test
    void checksTheCertificateBehindTheProxy() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.open()) {
            assertThat(send(open(proxy), at("other.corp.invalid")))
                    .isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.TLS_FAILED));
            assertThat(proxy.tunnels()).hasSize(1);
            assertThat(requests).hasValue(0);
        }
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fd00:ec2::254]", "[64:ff9b::a9fe:a9fe]", "0.0.0.0", "10.1.2.3"})
    void asksTheProxyForNoRefusedAddress(String address) throws IOException {
        try (ConnectProxy proxy = ConnectProxy.open()) {
            assertThat(send(open(proxy), at(address)))
                    .isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.ADDRESS_REFUSED));
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void asksTheProxyForAnIpv6AddressInBrackets() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.open()) {
            send(open(proxy), at("[2001:db8::1]"));
            assertThat(proxy.tunnels()).containsExactly("[2001:db8:0:0:0:0:0:1]:" + port());
        }
    }

    @Test
    void whatIsOnThisMachineIsReachedWithoutTheProxy() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.open()) {
            assertThat(send(open(proxy), at("localhost"))).isEqualTo(new HttpOutcome.Answered(204, ""));
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void fallsBackToTheJvmsProxy() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.open()) {
            System.setProperty("https.proxyHost", "localhost");
            System.setProperty("https.proxyPort", String.valueOf(proxy.port()));
            assertThat(send(null, at(HOST))).isEqualTo(new HttpOutcome.Answered(204, ""));
            assertThat(proxy.tunnels()).containsExactly(HOST + ":" + port());
        }
        System.clearProperty("https.proxyHost");
        assertThat(send(null, at(HOST))).isEqualTo(new HttpOutcome.Unanswered(HttpOutcome.Reason.HOST_UNKNOWN));
    }

    @Test
    void theSettingReachesThePolicyThatAllAsk() {
        InetSocketAddress target = InetSocketAddress.createUnresolved(HOST, 443);
        ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(Outbound.class);
        start.withPropertyValues("postern.outbound.proxy=http://user:secret@proxy.example:3128")
                .run(context -> assertThat(context.getBean(TargetPolicy.class).proxyTo(target))
                        .contains(new HttpProxy("proxy.example", 3128, "user:secret")));
        start.withPropertyValues("postern.outbound.proxy=")
                .run(context -> assertThat(context.getBean(TargetPolicy.class).proxyTo(target))
                        .isEmpty());
        start.withPropertyValues("postern.outbound.proxy=https://user:secret@proxy.example:3128")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("postern.outbound.proxy is not a URL")
                        .hasMessageNotContaining("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example:3128",
                "http://proxy.example",
                "http://proxy.example:0",
                "http://:3128",
                "http://proxy.example:3128/path",
                "http://user:p ss@proxy.example:3128",
                "socks://proxy.example:1080"
            })
    void whatIsNoProxyIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> HttpProxy.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("not a URL such as");
    }

    @EnableConfigurationProperties({OutboundProperties.class, ProxyProperties.class})
    @Import(OutboundConfiguration.class)
    static class Outbound {}

    private static HttpProxy open(ConnectProxy proxy) {
        return new HttpProxy("localhost", proxy.port(), null);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI at(String host) {
        return URI.create("https://" + host + ":" + port() + "/hook");
    }

    private static HttpOutcome send(@Nullable HttpProxy proxy, URI address) throws IOException {
        Duration second = Duration.ofSeconds(1);
        TargetPolicy policy = new TargetPolicy(List.of(Network.of("10.0.0.0/8")), proxy);
        return new GuardedHttpClient(
                        policy,
                        List.of(TestCertificates.authority()),
                        List.of(),
                        second.multipliedBy(5),
                        second,
                        second.multipliedBy(8))
                .send(address, Map.of(), new byte[] {'{', '}'});
    }
}
