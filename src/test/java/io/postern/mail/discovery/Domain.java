package io.postern.mail.discovery;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.dns.DnsClient;
import io.postern.dns.DnsProperties;
import io.postern.mail.providers.Providers;
import io.postern.mail.smtp.NamedServers;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.SignIn;
import io.postern.mail.smtp.TestCertificates;
import io.postern.net.EmailAddress;
import io.postern.outbound.Cancellation;
import io.postern.outbound.Deadline;
import io.postern.outbound.GuardedHttpClient;
import io.postern.outbound.HttpDocument;
import io.postern.outbound.HttpOutcome;
import io.postern.outbound.TargetPolicy;
import io.postern.testing.DnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Internet as one search meets it: DNS, mail servers and HTTPS, all on this machine. Nothing exists but what a test adds. */
final class Domain implements AutoCloseable {

    static final String PASSWORD = "s3cret-Passw0rd";

    private final DnsServer dns = DnsServer.start();
    private final NamedServers mail = new NamedServers();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> stages = new ArrayList<>();
    private final HttpsServer https;
    private List<String> databases = List.of("https://database.example/{domain}");
    private String confirmed = "";

    Domain() {
        try {
            https = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        https.setHttpsConfigurator(new HttpsConfigurator(TestCertificates.good()));
        https.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            try (exchange) {
                if (file != null) {
                    exchange.getResponseBody().write(file);
                }
            }
        });
        https.start();
    }

    /** As before the first test that shares it. */
    void forget() {
        dns.forget();
        mail.close();
        files.clear();
        confirmed = "";
    }

    DnsServer dns() {
        return dns;
    }

    NamedServers mail() {
        return mail;
    }

    /** @param url without its scheme */
    Domain file(String url, String content) {
        files.put(url, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The domain's own file names this server. */
    Domain autoconfig(String server) {
        return file("autoconfig.corp.example/mail/config-v1.1.xml", config(server));
    }

    static String config(String server) {
        return "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"corp.example\">"
                + "<domain>corp.example</domain><incomingServer type=\"imap\"><hostname>imap.corp.example</hostname>"
                + "</incomingServer><outgoingServer type=\"smtp\">" + server
                + "</outgoingServer></emailProvider></clientConfig>";
    }

    Domain withoutDatabases() {
        databases = List.of();
        return this;
    }

    Domain confirm(String host) {
        confirmed = host;
        return this;
    }

    Discovery search() {
        return search("mailer@corp.example", PASSWORD);
    }

    Discovery search(String address, String password) {
        return search(address, password, Duration.ofSeconds(60), new Cancellation());
    }

    Discovery search(String address, String password, Duration longest, Cancellation cancellation) {
        SettingsDiscovery.Order order =
                new SettingsDiscovery.Order(EmailAddress.parse(address).orElseThrow(), password, confirmed, "", null);
        DiscoverySteps steps = new DiscoverySteps((stage, state) -> stages.add(stage.code() + " " + state.code()));
        try (Deadline deadline = new Deadline(longest, cancellation)) {
            return new DiscoveryRun(means(), null, order, steps, deadline).run();
        }
    }

    DiscoveryMeans means() {
        try {
            var providers = Providers.class.getDeclaredConstructor();
            providers.setAccessible(true);
            return new DiscoveryMeans(
                    providers.newInstance(),
                    new DnsClient(new DnsProperties(dns.address())),
                    new DiscoveryProperties(databases),
                    new AutoconfigSource(this::get),
                    mail::probe);
        } catch (ReflectiveOperationException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** What was reported live. */
    List<String> stages() {
        return stages;
    }

    /** All sign-ins at all servers. */
    List<SignIn> signIns() {
        return mail.all().stream().flatMap(server -> server.signIns().stream()).toList();
    }

    /** Whether the password was in what this server heard, in any form that SMTP has for it. */
    static boolean heardPassword(ScriptedSmtpServer server) {
        String base64 = Base64.getEncoder()
                .encodeToString(("\0mailer@corp.example\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return !server.signIns().isEmpty()
                || server.lines().stream()
                        .anyMatch(line -> line.startsWith("AUTH") || line.contains(PASSWORD) || line.contains(base64));
    }

    private HttpDocument get(URI address, int longest) throws IOException {
        String host = address.getHost();
        if (files.keySet().stream().noneMatch(url -> url.startsWith(host + "/"))) {
            return new HttpDocument(new HttpOutcome.Unanswered(HttpOutcome.Reason.HOST_UNKNOWN), new byte[0]);
        }
        URI here = URI.create("https://localhost:" + https.getAddress().getPort() + "/" + host + address.getPath());
        return new GuardedHttpClient(
                        new TargetPolicy(List.of()),
                        List.of(TestCertificates.authority()),
                        List.of(),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8))
                .get(here, longest);
    }

    @Override
    public void close() {
        dns.close();
        mail.close();
        https.stop(0);
    }
}
