package io.postern;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.Databases;
import io.postern.testing.Instance;
import io.postern.testing.Seed;
import io.postern.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that is killed over and over while a thousand mails go out; more often with {@code -Dtest.kills=20}. Chance says after
 * how many mails, and whether one is in flight. A run prints its seed; {@code -Dtest.seed=...} kills at the same points again.
 */
@Timeout(1800)
class KilledProcessIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final int MAILS = 1000;
    private static final int CONNECTIONS = 2;

    @TempDir
    private Path folder;

    private final ScriptedSmtpServer smtp = ScriptedSmtpServer.start();
    private final Semaphore dots = new Semaphore(0);
    private final long seed = Seed.printed(getClass().getSimpleName());
    private final Random random = new Random(seed);
    private Map<String, String> configuration = Map.of();
    private Instance instance;

    @AfterEach
    void end() {
        smtp.close();
        if (instance != null) {
            instance.close();
        }
    }

    @Tag("case-88")
    @Tag("case-89")
    @ParameterizedTest
    @CsvSource({"H2, 5", "POSTGRESQL, 3"})
    void losesNothingWhenKilledAtAnyMoment(Databases.Kind kind, int byDefault) throws InterruptedException {
        int kills = Integer.getInteger("test.kills", byDefault);
        String url = kind == Databases.Kind.H2 ? "jdbc:h2:file:" + folder.resolve("postern") : kind.url();
        configure(url, kind.username());
        instance = Instance.start(configuration).awaitReady();
        holdAfter(60);
        inviteEverybody();
        smtp.awaitHanging();
        for (int kill = 1; kill <= kills; kill++) {
            instance.kill();
            smtp.release();
            boolean last = kill == kills;
            int mails = last ? MAILS : 1 + random.nextInt((MAILS - 60) / kills);
            boolean inFlight = !last && random.nextBoolean();
            dots.drainPermits();
            if (inFlight) {
                holdAfter(mails);
            } else {
                count();
            }
            if (kind == Databases.Kind.POSTGRESQL) {
                leaseEnds(url);
            }
            instance = Instance.start(configuration);
            if (inFlight) {
                smtp.awaitHanging();
            } else if (!last) {
                assertThat(dots.tryAcquire(mails, 60, TimeUnit.SECONDS)).isTrue();
            }
        }
        awaitEverybodysMail();

        Map<String, List<ReceivedMail>> copies = smtp.accepted().stream().collect(groupingBy(ReceivedMail::messageId));
        assertThat(copies)
                .as("one Message-ID for each mail, however often it came; seed %d", seed)
                .hasSize(MAILS);
        assertThat(smtp.accepted().size() - MAILS).as("duplicates").isBetween(1, kills * CONNECTIONS);
        assertThatEachCopyHasALinkThatWorks(copies.values());
        instance.stop();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, kind.username(), ""));
        assertThat(jdbc.sql("select message_id from delivery where kind = 'invitation' and state = 'SENT'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(copies.keySet());
    }

    private void configure(String url, String username) {
        configuration = Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                username,
                "postern.secret-key",
                "0123456789abcdef".repeat(4),
                "postern.public-url",
                "https://postern.example",
                "postern.admin.username",
                "root",
                "postern.admin.email",
                "root@postern.example",
                "postern.admin.password",
                PASSWORD);
    }

    /** As an administrator would: the mail server, then a list of people who are to be invited. */
    private void inviteEverybody() {
        Visitor root = new Visitor(instance.port());
        assertThat(root.signIn("root", PASSWORD).status()).isEqualTo(303);
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1", "port", Integer.toString(smtp.port()), "fromAddress", "postern@postern.example"));
        settings.put("sslEnabled", null);
        assertThat(root.submit("/settings/mail", settings).status()).isEqualTo(303);
        String list = IntStream.range(0, MAILS)
                .mapToObj(i -> "user" + i + ";user" + i + "@corp.example")
                .collect(Collectors.joining("\n", "username;email\n", "\n"));
        String preview = root.upload("/users/import", list.getBytes(StandardCharsets.UTF_8))
                .location();
        assertThat(root.submit(preview, Map.of("invite", "true")).status()).isEqualTo(303);
    }

    private void count() {
        smtp.on(Phase.FINAL_DOT, counted());
    }

    /** The server takes so many mails and then lets everybody wait for its answer. */
    private void holdAfter(int mails) {
        Act[] acts = new Act[mails + 1];
        Arrays.fill(acts, counted());
        acts[mails] = Act.held();
        smtp.on(Phase.FINAL_DOT, acts);
    }

    private Act counted() {
        return peer -> {
            dots.release();
            return Act.Then.BEHAVE;
        };
    }

    /** As if a minute had passed. */
    private static void leaseEnds(String url) {
        JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""))
                .sql(
                        "update delivery set lease_until = current_timestamp - interval '1' second where state = 'SENDING'")
                .update();
    }

    /** A mail counts a moment after its dot was heard, so that the last of them is looked at again. */
    private void awaitEverybodysMail() throws InterruptedException {
        int quiet = 0;
        while (recipients() < MAILS) {
            quiet = dots.tryAcquire(1, TimeUnit.SECONDS) ? 0 : quiet + 1;
            assertThat(quiet).as("seconds without a mail; seed %d", seed).isLessThan(60);
        }
    }

    private long recipients() {
        return smtp.accepted().stream()
                .flatMap(mail -> mail.recipients().stream())
                .distinct()
                .count();
    }

    private void assertThatEachCopyHasALinkThatWorks(Iterable<List<ReceivedMail>> copies) {
        Visitor invited = new Visitor(instance.awaitReady().port());
        for (List<ReceivedMail> mails : copies) {
            if (mails.size() > 1) {
                assertThat(mails)
                        .allSatisfy(mail ->
                                assertThat(invited.get(link(mail)).status()).isEqualTo(303));
            }
        }
    }

    private static String link(ReceivedMail mail) {
        return mail.text().replaceAll("(?s).*https://postern\\.example(/\\S+).*", "$1");
    }
}
