package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.outbound.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostConnectorTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-78")
    @Test
    void brokenIpv6FallsBackToIpv4() {
        Accounts account = Accounts.at(server)
                .host("mail.corp.example")
                .impatientToConnect()
                .resolvedBy(host -> Accounts.addresses("2001:db8::1", "192.0.2.1", "127.0.0.1"));

        assertThat(account.test()).isInstanceOf(Accepted.class);
    }

    @Tag("case-78")
    @Test
    void anAddressThatSwallowsEverythingIsLeft() throws IOException {
        try (Blackhole blackhole = new Blackhole("127.0.0.1", 0)) {
            SendOutcome.Failure failure =
                    Accounts.atPort(blackhole.port()).impatientToConnect().failure();

            assertThat(failure.problem()).isEqualTo(SmtpProblem.CONNECT_TIMEOUT);
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
        }
    }

    @Tag("case-78")
    @Test
    void waitsOnceForABlackHoleAddress() throws IOException {
        try (Blackhole blackhole = new Blackhole("127.0.0.2", server.port())) {
            SmtpSender sender = Accounts.at(server)
                    .host("mail.corp.example")
                    .resolvedBy(host -> Accounts.addresses("127.0.0.2", "127.0.0.1"))
                    .bound(Duration.ofSeconds(10))
                    .sender();

            assertThat(findingsOfConnect(sender)).containsExactly("127.0.0.1:" + server.port(), blackhole.text());
            assertThat(findingsOfConnect(sender)).containsExactly("127.0.0.1:" + server.port());
        }
    }

    @Test
    void triesTheOtherServerAfterARefusal() {
        try (ScriptedSmtpServer other = ScriptedSmtpServer.start("127.0.0.2", server.port())) {
            server.on(ScriptedSmtpServer.Phase.GREETING, Act.andClose(Act.reply("421 4.3.2 going down")));
            SmtpSender sender = Accounts.at(server)
                    .host("mail.corp.example")
                    .resolvedBy(host -> Accounts.addresses("127.0.0.1", "127.0.0.2"))
                    .sender();

            assertThat(Accounts.outcome(sender)).isInstanceOf(SendOutcome.Unsent.class);
            assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
            assertThat(other.accepted()).hasSize(1);
        }
    }

    private static List<String> findingsOfConnect(SmtpSender sender) {
        List<String> found = new ArrayList<>();
        sender.test(
                Accounts.mail(),
                report -> {
                    if (report.stage() == Stage.CONNECT && report.state() == StageListener.State.OK) {
                        report.findings().forEach(finding -> found.add(finding.value()));
                    }
                },
                new Cancellation());
        return found;
    }

    @Test
    void aClosedPortIsTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(Accounts.atPort(port).failure().problem()).isEqualTo(SmtpProblem.CONNECTION_REFUSED);
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "255.255.255.255",
                "64:ff9b::a9fe:a9fe"
            })
    void addressesThatAreNoMailServersAreRefused(String host) {
        assertThat(Accounts.at(server).host(host).failure().problem()).isEqualTo(SmtpProblem.ADDRESS_REFUSED);
    }

    @Tag("case-59")
    @Test
    void aNameThatResolvesToSuchAnAddressIsRefused() {
        Accounts account = Accounts.at(server)
                .host("metadata.corp.example")
                .resolvedBy(host -> Accounts.addresses("169.254.169.254", "fe80::1"));

        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.ADDRESS_REFUSED);
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(strings = {"0x7f.1", "2130706433", "a\r\nb", ""})
    void whatIsNoHostNameIsNotAskedFor(String host) {
        Accounts account = Accounts.at(server).host(host).resolvedBy(asked -> Accounts.addresses("127.0.0.1"));

        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.HOST_UNKNOWN);
    }

    @Test
    void looksUpANameWithAnUnderscore() {
        Accounts account = Accounts.at(server).host("mail_server").resolvedBy(asked -> Accounts.addresses("127.0.0.1"));

        assertThat(account.test()).isInstanceOf(SendOutcome.Accepted.class);
    }

    /** Nobody accepts, and the backlog is full: the system answers no further connection. */
    private static final class Blackhole implements Closeable {

        private final ServerSocket listener;
        private final Socket first;
        private final Socket second;

        Blackhole(String address, int port) throws IOException {
            listener = new ServerSocket(port, 1, InetAddress.getByName(address));
            first = new Socket(listener.getInetAddress(), port());
            second = new Socket(listener.getInetAddress(), port());
        }

        int port() {
            return listener.getLocalPort();
        }

        String text() {
            return HostConnector.text(listener.getInetAddress(), port());
        }

        @Override
        public void close() throws IOException {
            first.close();
            second.close();
            listener.close();
        }
    }
}
