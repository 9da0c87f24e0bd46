package io.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.mail.smtp.TestCertificates;
import io.postern.net.Network;
import io.postern.outbound.HttpOutcome.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be at the other end of a webhook. */
@Tag("case-59")
class GuardedHttpClientTests {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void postsToAServerWithAGoodCertificate() throws IOException {
        try (Https server = new Https(TestCertificates.good(), 418, "I am a <b>teapot</b>\u0007")) {
            assertThat(post(List.of(TestCertificates.authority())).send(server.at("localhost"), Map.of(), BODY))
                    .isEqualTo(new HttpOutcome.Answered(418, "I am a <b>teapot</b>␇"));
        }
    }

    @Tag("case-71")
    @Test
    void refusesACertificateForAnotherName() throws IOException {
        List<X509Certificate> authority = List.of(TestCertificates.authority());
        for (SSLContext bad : List.of(
                TestCertificates.expired(),
                TestCertificates.named("other.example"),
                TestCertificates.selfSigned().context())) {
            try (Https server = new Https(bad, 200, "ok")) {
                assertThat(post(authority).send(server.at("localhost"), Map.of(), BODY))
                        .isEqualTo(unanswered(Reason.TLS_FAILED));
                assertThat(server.requests).hasValue(0);
            }
        }
        try (Https server = new Https(TestCertificates.good(), 200, "ok")) {
            assertThat(post(List.of()).send(server.at("localhost"), Map.of(), BODY))
                    .isEqualTo(unanswered(Reason.TLS_FAILED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest",
                "https://[::ffff:169.254.169.254]/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://[fe80::1]/"
            })
    void itsAddressIsJudgedWhenItConnects(String address) throws IOException {
        assertThat(post(List.of()).send(URI.create(address), Map.of(), BODY))
                .isEqualTo(unanswered(Reason.ADDRESS_REFUSED));
    }

    @Test
    void refusesANameThatResolvesToARefusedAddress() throws IOException {
        GuardedHttpClient strict = new GuardedHttpClient(
                new TargetPolicy(List.of(Network.of("127.0.0.0/8"), Network.of("::1/128"))),
                List.of(TestCertificates.authority()),
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        try (Https server = new Https(TestCertificates.good(), 200, "ok")) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertThat(strict.send(server.at(host), Map.of(), BODY)).isEqualTo(unanswered(Reason.ADDRESS_REFUSED));
            }
            URI plain = URI.create(server.at("127.0.0.1").toString().replace("https", "http"));
            assertThat(strict.send(plain, Map.of(), BODY)).isEqualTo(unanswered(Reason.ADDRESS_REFUSED));
            assertThat(server.requests).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:9/, NO_HTTP", "http://10.1.2.3/, ADDRESS_REFUSED", "http://chat.example/, NO_HTTP"})
    void plainTextGoesNowhereButToALoopbackAddress(String address, Reason reason) throws IOException {
        assertThat(post(List.of()).send(URI.create(address), Map.of(), BODY)).isEqualTo(unanswered(reason));
    }

    @Test
    void whoIsNotThereIsToldApart() throws IOException {
        URI nobody;
        try (Raw server = new Raw(socket -> {})) {
            nobody = server.address();
        }
        assertThat(post(List.of()).send(nobody, Map.of(), BODY)).isEqualTo(unanswered(Reason.NOT_REACHED));
        assertThat(post(List.of()).send(URI.create("https://no-such-name.invalid/"), Map.of(), BODY))
                .isEqualTo(unanswered(Reason.HOST_UNKNOWN));
    }

    @Test
    void whatIsNoWebServerIsNotShown() throws IOException {
        try (Raw server = new Raw(saying("-ERR unknown command\r\n"))) {
            assertThat(post(List.of()).send(server.address(), Map.of(), BODY)).isEqualTo(unanswered(Reason.NO_HTTP));
        }
    }

    @Tag("case-75")
    @Test
    void whoSaysNothingIsNotWaitedForLong() throws IOException {
        try (Raw server = new Raw(socket -> {})) {
            assertThat(post(List.of()).send(server.address(), Map.of(), BODY)).isEqualTo(unanswered(Reason.TIMED_OUT));
        }
    }

    @Tag("case-77")
    @Test
    void readsNoMoreThanItShows() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n";
        try (Raw server = new Raw(saying(head + "x".repeat(500_000)))) {
            HttpOutcome answer = post(List.of()).send(server.address(), Map.of(), BODY);
            assertThat(answer).isInstanceOfSatisfying(HttpOutcome.Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(200);
                assertThat(answered.text()).endsWith("…").hasSizeLessThan(2100);
            });
        }
    }

    @Test
    void keepsTheStatusWithoutABody() throws IOException {
        try (Raw server = new Raw(saying("HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\n"))) {
            assertThat(post(List.of()).send(server.address(), Map.of(), BODY))
                    .isEqualTo(new HttpOutcome.Answered(202, ""));
        }
    }

    private static HttpOutcome unanswered(Reason reason) {
        return new HttpOutcome.Unanswered(reason);
    }

    /** Impatient, so that tests are quick. */
    private static GuardedHttpClient post(List<X509Certificate> trusted) {
        Duration second = Duration.ofSeconds(1);
        return new GuardedHttpClient(
                new TargetPolicy(List.of()),
                trusted,
                List.of(),
                second.multipliedBy(5),
                second,
                second.multipliedBy(5));
    }

    private static Consumer<Socket> saying(String answer) {
        return socket -> {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException gone) {
                // It has read enough.
            }
        };
    }

    private static final class Https implements AutoCloseable {

        private final HttpsServer server;
        private final AtomicInteger requests = new AtomicInteger();

        Https(SSLContext certificate, int status, String answer) throws IOException {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            server.createContext("/", exchange -> {
                try (exchange) {
                    requests.incrementAndGet();
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        URI at(String host) {
            return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/hook");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Does one thing with each connection, and keeps it open until it is closed itself. */
    private static final class Raw implements AutoCloseable {

        private final ServerSocket server;

        Raw(Consumer<Socket> act) throws IOException {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread thread = new Thread(() -> serve(act), "raw-server");
            thread.setDaemon(true);
            thread.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        }

        private void serve(Consumer<Socket> act) {
            List<Socket> open = new java.util.ArrayList<>();
            try {
                while (!server.isClosed()) {
                    Socket socket = server.accept();
                    open.add(socket);
                    act.accept(socket);
                }
            } catch (IOException closed) {
                open.forEach(Raw::close);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException gone) {
                // The other side was quicker.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
