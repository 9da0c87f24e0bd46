package io.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.Network;
import io.postern.smtp.SendOutcome.Accepted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialerTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void case78_brokenIpv6FallsBackToIpv4() {
        Accounts account = Accounts.at(server)
                .host("mail.corp.example")
                .impatientToConnect()
                .resolvedBy(host -> addresses("2001:db8::1", "192.0.2.1", "127.0.0.1"));

        assertThat(account.test()).isInstanceOf(Accepted.class);
    }

    @Test
    void case78_anAddressThatSwallowsEverythingIsLeft() throws IOException {
        try (ServerSocket blackhole = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket first = new Socket(blackhole.getInetAddress(), blackhole.getLocalPort());
                Socket second = new Socket(blackhole.getInetAddress(), blackhole.getLocalPort())) {
            // Nobody accepts, and the backlog is full: the system answers no further connection.
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            SendOutcome.Failure failure = Accounts.atPort(blackhole.getLocalPort())
                    .impatientToConnect()
                    .failure();

            assertThat(failure.problem()).isEqualTo(SmtpProblem.CONNECT_TIMEOUT);
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
        }
    }

    @Test
    void case78_aResolverThatHangsIsLeft() {
        CountDownLatch never = new CountDownLatch(1);
        Accounts account = Accounts.at(server)
                .host("mail.corp.example")
                .impatientToConnect()
                .resolvedBy(host -> {
                    try {
                        never.await();
                    } catch (InterruptedException left) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                });

        SendOutcome.Failure failure = account.failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.HOST_UNKNOWN);
        assertThat(failure.stage()).isEqualTo(Stage.RESOLVE);
    }

    @Test
    void aClosedPortIsTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(Accounts.atPort(port).failure().problem()).isEqualTo(SmtpProblem.CONNECTION_REFUSED);
    }

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
    void case59_addressesThatAreNoMailServersAreRefused(String host) {
        assertThat(Accounts.at(server).host(host).failure().problem()).isEqualTo(SmtpProblem.ADDRESS_REFUSED);
    }

    @Test
    void case59_aNameThatResolvesToSuchAnAddressIsRefused() {
        Accounts account = Accounts.at(server)
                .host("metadata.corp.example")
                .resolvedBy(host -> addresses("169.254.169.254", "fe80::1"));

        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f.1", "2130706433", "a\r\nb", ""})
    void case59_whatIsNoHostNameIsNotAskedFor(String host) {
        Accounts account = Accounts.at(server).host(host).resolvedBy(asked -> addresses("127.0.0.1"));

        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.HOST_UNKNOWN);
    }

    @Test
    void aNameWithAnUnderscoreAsContainersHaveItIsAskedFor() {
        Accounts account = Accounts.at(server).host("mail_server").resolvedBy(asked -> addresses("127.0.0.1"));

        assertThat(account.test()).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void privateNetworksAreRefusedOnlyWhenNamed() throws UnknownHostException {
        InetAddress relay = InetAddress.getByName("10.1.2.3");

        assertThat(new TargetPolicy(List.of()).allows(relay)).isTrue();
        assertThat(new TargetPolicy(List.of()).allows(InetAddress.getByName("127.0.0.1")))
                .isTrue();
        assertThat(new TargetPolicy(List.of()).allows(InetAddress.getByName("::1")))
                .isTrue();
        assertThat(new TargetPolicy(List.of(Network.of("10.0.0.0/8"))).allows(relay))
                .isFalse();
        assertThat(new TargetPolicy(List.of(Network.of("10.1.2.4/31"), Network.of("::1"))).allows(relay))
                .isTrue();
        assertThat(new TargetPolicy(List.of(Network.of("::1"))).allows(InetAddress.getByName("::1")))
                .isFalse();
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
