package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.Databases;
import io.postern.testing.Instance;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two processes that started at the same moment on one empty PostgreSQL database, and share nothing else. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(120)
class TwoInstancesTests {

    private static final String PASSWORD = "violet tractor under glass";
    private static final String TOKEN = "slow-river-token";
    private static final int MAILS = 1000;
    private static final int FEWER = 400;

    /** What each instance has by default. */
    private static final int CONNECTIONS = 2;

    private static Instance one;
    private static Instance other;
    private static JdbcClient jdbc;

    @BeforeAll
    static void startBoth() {
        String database = Databases.postgresql();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", ""));
        Map<String, String> configuration = Map.of(
                "spring.datasource.url", database,
                "spring.datasource.username", "postgres",
                "postern.secret-key", "0123456789abcdef".repeat(4),
                "postern.public-url", "https://postern.example",
                "postern.admin.username", "root",
                "postern.admin.email", "root@postern.example",
                "postern.admin.password", PASSWORD,
                "postern.metrics.token", TOKEN,
                "postern.trusted-proxies", "127.0.0.1",
                "postern.password-reset.requests-per-address", "6");
        one = Instance.start(configuration);
        other = Instance.start(configuration);
        one.awaitReady();
        other.awaitReady();
        addUsers();
    }

    @AfterAll
    static void endBoth() {
        Stream.of(one, other).forEach(Instance::close);
    }

    @Test
    @Order(1)
    void signingInAtOneIsASessionAtTheOther() {
        Visitor visitor = administrator(one);
        assertThat(visitor.get(other.url("/users")).status()).isEqualTo(200);
        visitor.post(other.url("/logout"), Map.of("_csrf", visitor.csrf("/profile")));
        assertThat(visitor.get(one.url("/users")).status()).isEqualTo(302);
    }

    @Test
    @Order(2)
    void aLimitCountsOverBoth() {
        for (int i = 0; i < 10; i++) {
            Instance asked = i % 2 == 0 ? one : other;
            new Visitor(asked.port())
                    .with("X-Forwarded-For", "198.51.100.7")
                    .submit("/forgot-password", Map.of("identifier", "nobody" + i));
        }
        assertThat(count("select count(*) from delivery")).isEqualTo(6);
    }

    @Test
    @Order(3)
    void case93_aThousandMailsLeaveOnceEachThroughBoth() {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            Act[] eachConnectionWaits = new Act[2 * CONNECTIONS + 1];
            Arrays.fill(eachConnectionWaits, Act.held());
            eachConnectionWaits[2 * CONNECTIONS] = Act.behave();
            smtp.on(Phase.FINAL_DOT, eachConnectionWaits);
            saveMailSettings(one, smtp.port());
            queueMails(MAILS);
            awaitHanging(smtp);
            smtp.release();
            awaitSent(MAILS);
            assertThat(smtp.accepted()).hasSize(MAILS);
            assertThat(messageIds(smtp)).isEqualTo(MAILS);
            assertThat(sentBy(one)).isPositive();
            assertThat(sentBy(other)).isPositive();
            // What is counted counts a moment after its commit.
            await().untilAsserted(() -> assertThat(sentBy(one) + sentBy(other)).isEqualTo(MAILS));
        }
    }

    @Test
    @Order(4)
    void whatOneSavedTheOtherSendsWithAndWhatOneLeftWhenKilledTheOtherSends() {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            Act[] someAndThenNothing = new Act[FEWER / 4];
            Arrays.fill(someAndThenNothing, Act.behave());
            someAndThenNothing[someAndThenNothing.length - 1] = Act.held();
            smtp.on(Phase.FINAL_DOT, someAndThenNothing);
            saveMailSettings(other, smtp.port());
            queueMails(FEWER);
            awaitHanging(smtp);
            one.kill();
            smtp.on(Phase.FINAL_DOT, Act.behave());
            smtp.release();
            // As if a minute had passed; who lives renews its leases before it takes over those of others.
            jdbc.sql(
                            "update delivery set lease_until = current_timestamp - interval '1' second where state = 'SENDING'")
                    .update();
            awaitSent(MAILS + FEWER);
            assertThat(messageIds(smtp)).isEqualTo(FEWER);
            assertThat(smtp.accepted()).hasSizeBetween(FEWER, FEWER + CONNECTIONS);
        }
    }

    private static Visitor administrator(Instance instance) {
        Visitor visitor = new Visitor(instance.port());
        assertThat(visitor.signIn("root", PASSWORD).status()).isEqualTo(303);
        return visitor;
    }

    private static void saveMailSettings(Instance instance, int port) {
        Map<String, String> fields = new HashMap<>(
                Map.of("host", "127.0.0.1", "port", Integer.toString(port), "fromAddress", "postern@postern.example"));
        fields.put("sslEnabled", null);
        Visitor.Answer answer = administrator(instance).submit("/settings/mail", fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    private static void addUsers() {
        jdbc.sql(
                        """
                        insert into users (id, username, email, display_name, role, credential_version, disabled, created_at,
                            search_text, version)
                        select cast(lpad(cast(n as varchar), 32, '0') as uuid), 'user' || n, 'user' || n || '@corp.example',
                            'User', 'USER', 0, false, current_timestamp, '', 0
                        from generate_series(1, ?) n
                        """)
                .param(MAILS)
                .update();
        jdbc.sql(
                        """
                        insert into user_identifier (identifier_key, user_id)
                        select username, id from users where username like 'user%'
                        """)
                .update();
    }

    /** One for each of so many users, as if each had asked for a reset. */
    private static void queueMails(int mails) {
        jdbc.sql(
                        """
                        insert into delivery (kind, priority, state, reference, origin, queued_at, due_at, expires_at)
                        select 'password-reset', 0, 'QUEUED', 'user' || n, '192.0.2.1', current_timestamp, current_timestamp,
                            current_timestamp + interval '30' minute
                        from generate_series(1, ?) n
                        """)
                .param(mails)
                .update();
    }

    /** Until each connection of both instances waits, so that both have their share. */
    private static void awaitHanging(ScriptedSmtpServer smtp) {
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            smtp.awaitHanging();
        }
    }

    private static void awaitSent(int mails) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(count("select count(*) from delivery where state = 'SENT'"))
                        .isEqualTo(mails));
    }

    private static long messageIds(ScriptedSmtpServer smtp) {
        return smtp.accepted().stream().map(ReceivedMail::messageId).distinct().count();
    }

    private static int sentBy(Instance instance) {
        String metrics = new Visitor(instance.port())
                .with("Accept", "text/plain")
                .with("Authorization", "Bearer " + TOKEN)
                .get("/actuator/prometheus")
                .body();
        Matcher sent = Pattern.compile("postern_mail_sent_total\\{kind=\"password-reset\"} (\\S+)")
                .matcher(metrics);
        assertThat(sent.find()).isTrue();
        return (int) Double.parseDouble(sent.group(1));
    }

    private static int count(String query) {
        return jdbc.sql(query).query(Integer.class).single();
    }
}
