package io.postern.mail.smtp;

import io.postern.mail.account.SmtpAccount;
import io.postern.outbound.Cancellation;
import io.postern.outbound.TargetPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Scripted servers, each reached under a name and a port of a test's own. The sender and its policy are the real ones. */
public final class NamedServers implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(12);

    private final Map<String, ScriptedSmtpServer> servers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final List<String> probed = new CopyOnWriteArrayList<>();
    private final TargetPolicy policy = new TargetPolicy(List.of());
    private final int closedPort = closedPort();
    private volatile List<X509Certificate> trusted = List.of(TestCertificates.authority());

    /** TLS from the first byte at 465, else STARTTLS; the certificate is for this name. */
    public ScriptedSmtpServer at(String host, int port) {
        return at(host, port, host);
    }

    /** @param certified the name in the certificate */
    public ScriptedSmtpServer at(String host, int port, String certified) {
        ScriptedSmtpServer server = ScriptedSmtpServer.start();
        var certificate = TestCertificates.named(certified);
        servers.put(host + ":" + port, port == 465 ? server.implicitTls(certificate) : server.startTls(certificate));
        addresses.putIfAbsent(host, List.of("127.0.0.1"));
        return server;
    }

    public ScriptedSmtpServer plain(String host, int port) {
        ScriptedSmtpServer server = ScriptedSmtpServer.start();
        servers.put(host + ":" + port, server);
        addresses.putIfAbsent(host, List.of("127.0.0.1"));
        return server;
    }

    public void resolve(String host, String... literals) {
        addresses.put(host, List.of(literals));
    }

    /** As where the servers' certificates are of a CA of their own. */
    public void trustNobody() {
        trusted = List.of();
    }

    public List<ScriptedSmtpServer> all() {
        return new ArrayList<>(servers.values());
    }

    /** The servers that were connected to, or were tried to, as host and port. */
    public List<String> probed() {
        return List.copyOf(probed);
    }

    public SmtpProbeResult probe(SmtpAccount account, Cancellation cancellation) {
        String name = account.host() + ":" + account.port();
        probed.add(name);
        ScriptedSmtpServer server = servers.get(name);
        SmtpAccount here = new SmtpAccount(
                account.host(),
                server == null ? closedPort : server.port(),
                account.encryption(),
                account.credentials(),
                account.sender(),
                account.ehloName(),
                trusted,
                account.connectTimeout(),
                account.readTimeout());
        return new SmtpSender(here, new HostConnector(this::resolve, policy), Clock.systemUTC(), BOUND, BOUND)
                .probe(report -> {}, cancellation, BOUND);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        List<String> literals = addresses.get(host);
        if (literals == null) {
            throw new UnknownHostException(host + ": Name or service not known");
        }
        return Accounts.addresses(literals.toArray(String[]::new));
    }

    private static int closedPort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** All of them are gone, and another test may begin. */
    @Override
    public void close() {
        servers.values().forEach(ScriptedSmtpServer::close);
        servers.clear();
        addresses.clear();
        trusted = List.of(TestCertificates.authority());
    }
}
