package io.postern;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.Instance;
import io.postern.testing.SmallDisk;
import io.postern.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A disk that fills while two clients ask for resets and their mails go out; more often with {@code -Dtest.fills=20}. */
@EnabledIf("io.postern.testing.SmallDisk#canBeMounted")
class FullDiskIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final String PAGE = "/forgot-password";
    private static final int USERS = 4000;
    private static final int CLIENTS = 2;
    private static final int CONNECTIONS = 2;
    private static final int EX_IOERR = 74;

    @TempDir
    private Path folder;

    private final ScriptedSmtpServer smtp = ScriptedSmtpServer.start();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private SmallDisk disk;
    private Instance instance;

    static IntStream fills() {
        return IntStream.rangeClosed(1, Integer.getInteger("test.fills", 1));
    }

    @BeforeEach
    void start() throws IOException {
        disk = SmallDisk.mount(folder, 64);
        instance = Instance.start(configuration()).awaitReady();
        setUp();
    }

    @AfterEach
    void end() {
        smtp.close();
        instance.close();
        disk.close();
    }

    @Tag("case-150")
    @ParameterizedTest
    @MethodSource("fills")
    void endsOnAFullDiskAndRestartsWithAllAcknowledged(int fill) throws Exception {
        List<Thread> clients = clients();
        await().until(() -> acknowledged.size() > 200);
        disk.fill();
        assertThat(instance.awaitEnd()).isEqualTo(EX_IOERR);
        assertThat(instance.log()).contains("The embedded database failed", "No space left on device");
        for (Thread client : clients) {
            client.join();
        }

        instance = Instance.start(configuration());
        await().atMost(Duration.ofSeconds(20)).until(() -> instance.log().contains("The start waits"));
        assertThat(instance.stop()).as("SIGTERM ends what waits").isEqualTo(143);
        instance = Instance.start(configuration());
        await().atMost(Duration.ofSeconds(20)).until(() -> instance.log().contains("The start waits"));
        disk.makeRoom();
        instance.awaitReady();
        assertThat(instance.log()).contains("The disk has room again", "were being sent when the last process ended");

        assertThat(asks(visitor(), "user" + next.getAndIncrement())).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(copies().keySet()).containsAll(acknowledged));
        assertThat(instance.stop()).isEqualTo(143);
        Map<String, Integer> rows = rows();
        assertThat(rows.keySet()).containsAll(acknowledged);
        assertThat(rows.values()).as("each request, once").containsOnly(1);
        assertThat(rows).as("asked, not acknowledged").hasSizeLessThanOrEqualTo(acknowledged.size() + CLIENTS);
        assertThat(copies().values()).allSatisfy(copies -> assertThat(copies)
                .extracting(ReceivedMail::messageId)
                .containsOnly(copies.get(0).messageId()));
        assertThat(smtp.accepted().size() - copies().size()).as("duplicates").isLessThanOrEqualTo(CONNECTIONS);
        System.out.printf(
                "fill %d: %d acknowledged, %d rows, %d mails, %d users%n",
                fill, acknowledged.size(), rows.size(), smtp.accepted().size(), copies().size());
    }

    private Map<String, String> configuration() {
        return Map.of(
                "spring.datasource.url",
                url(),
                "postern.secret-key",
                "0123456789abcdef".repeat(4),
                "postern.public-url",
                "https://postern.example",
                "postern.admin.username",
                "root",
                "postern.admin.email",
                "root@postern.example",
                "postern.admin.password",
                PASSWORD,
                "postern.password-reset.requests-per-address",
                Integer.toString(USERS));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("postern");
    }

    /** As an administrator would: the mail server, then a list of people. */
    private void setUp() {
        Visitor root = visitor();
        assertThat(root.signIn("root", PASSWORD).status()).isEqualTo(303);
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1", "port", Integer.toString(smtp.port()), "fromAddress", "postern@postern.example"));
        settings.put("sslEnabled", null);
        assertThat(root.submit("/settings/mail", settings).status()).isEqualTo(303);
        String list = IntStream.range(0, USERS)
                .mapToObj(i -> "user" + i + ";user" + i + "@corp.example")
                .collect(Collectors.joining("\n", "username;email\n", "\n"));
        String preview = root.upload("/users/import", list.getBytes(StandardCharsets.UTF_8))
                .location();
        assertThat(root.submit(preview, Map.of()).status()).isEqualTo(303);
        String last = "user" + (USERS - 1);
        await("the import, which goes on in the background")
                .atMost(Duration.ofMinutes(1))
                .until(() -> root.get("/users?q=" + last).body().contains(last + "@corp.example"));
    }

    /** They ask, each time for another user, until nobody answers any more. */
    private List<Thread> clients() {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Visitor visitor = visitor();
            Thread client = new Thread(() -> {
                try {
                    while (next.get() < USERS) {
                        asks(visitor, "user" + next.getAndIncrement());
                    }
                } catch (UncheckedIOException ended) {
                    // What was asked last is not acknowledged.
                }
            });
            client.start();
            clients.add(client);
        }
        return clients;
    }

    private boolean asks(Visitor visitor, String user) {
        boolean taken = visitor.submit(PAGE, Map.of("identifier", user)).status() == 303;
        if (taken) {
            acknowledged.add(user);
        }
        return taken;
    }

    private Visitor visitor() {
        return new Visitor(instance.port());
    }

    private Map<String, List<ReceivedMail>> copies() {
        return smtp.accepted().stream()
                .collect(groupingBy(mail -> mail.recipients().get(0).replaceFirst("@.*", "")));
    }

    private Map<String, Integer> rows() {
        return JdbcClient.create(new DriverManagerDataSource(url(), "sa", ""))
                .sql("select username, count(*) from delivery where kind = 'password-reset' group by username")
                .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
