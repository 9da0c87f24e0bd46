package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.Databases;
import io.postern.testing.Instance;
import io.postern.testing.Visitor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Two processes that started at the same moment on one empty PostgreSQL database, and share nothing else. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(120)
class TwoInstancesIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final String TOKEN = "slow-river-token";
    private static final int MAILS = 1000;
    private static final int FEWER = 400;

    /** How many mails taken allow another connection. */
    private static final int BATCH = 50;

    /** What each instance has by default. */
    private static final int CONNECTIONS = 2;

    private static Instance one;
    private static Instance other;
    private static SharedQueue queue;

    @BeforeAll
    static void startBoth() {
        String database = Databases.postgresql();
        queue = new SharedQueue(database);
        Map<String, String> configuration = Map.ofEntries(
                Map.entry("spring.datasource.url", database),
                Map.entry("spring.datasource.username", "postgres"),
                Map.entry("postern.secret-key", "0123456789abcdef".repeat(4)),
                Map.entry("postern.public-url", "https://postern.example"),
                Map.entry("postern.admin.username", "root"),
                Map.entry("postern.admin.email", "root@postern.example"),
                Map.entry("postern.admin.password", PASSWORD),
                Map.entry("postern.metrics.token", TOKEN),
                Map.entry("postern.trusted-proxies", "127.0.0.1"),
                Map.entry("postern.password-reset.mails-per-account", "10"),
                Map.entry("postern.password-reset.requests-per-address", "6"));
        one = Instance.start(configuration);
        other = Instance.start(configuration);
        one.awaitReady();
        other.awaitReady();
        queue.addUsers(MAILS);
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
        assertThat(queue.count()).isEqualTo(6);
    }

    @Tag("case-93")
    @Test
    @Order(3)
    void aThousandMailsLeaveOnceEachThroughBoth() {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            Act[] eachConnectionWaits = new Act[2 * CONNECTIONS + 1];
            Arrays.fill(eachConnectionWaits, Act.held());
            eachConnectionWaits[2 * CONNECTIONS] = Act.behave();
            smtp.on(Phase.FINAL_DOT, eachConnectionWaits);
            saveMailSettings(one, smtp.port());
            queue.addMails(MAILS);
            awaitHanging(smtp);
            smtp.release();
            queue.awaitSent(MAILS);
            assertThat(smtp.accepted()).hasSize(MAILS);
            assertThat(messageIds(smtp)).isEqualTo(MAILS);
            assertThat(sentBy(one)).isPositive();
            assertThat(sentBy(other)).isPositive();
            // What is counted counts a moment after its commit.
            await().untilAsserted(() -> assertThat(sentBy(one) + sentBy(other)).isEqualTo(MAILS));
        }
    }

    @Tag("case-94")
    @Test
    @Order(4)
    void rampsUpConnectionsAfterAHold() {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            // A probe waits, and then one mail of each; at the end, whatever is sent after so many that one has a batch
            // behind it.
            Act[] acts = new Act[1 + 2 + 2 * BATCH + 1];
            Arrays.fill(acts, Act.behave());
            acts[0] = acts[1] = acts[2] = acts[acts.length - 1] = Act.held();
            smtp.on(Phase.FINAL_DOT, acts);
            saveMailSettings(one, smtp.port());
            queue.hold();
            queue.addMails(FEWER);
            awaitTicks();
            assertThat(smtp.connections()).isZero();

            assertThat(administrator(one)
                            .submit("/deliveries", "/deliveries/resume", Map.of())
                            .status())
                    .isEqualTo(303);
            smtp.awaitHanging();
            awaitTicks();
            assertThat(smtp.connections()).as("one mail probes").isEqualTo(1);

            smtp.release();
            smtp.awaitHanging();
            smtp.awaitHanging();
            awaitTicks();
            assertThat(smtp.connections()).as("one connection for each").isEqualTo(1 + 2);

            smtp.release();
            for (int i = 0; i < 2 + 1; i++) {
                smtp.awaitHanging();
            }
            smtp.on(Phase.FINAL_DOT, Act.behave());
            smtp.release();
            queue.awaitSent(MAILS + FEWER);
            assertThat(smtp.accepted()).hasSize(FEWER);
        }
    }

    @Test
    @Order(5)
    void sharesSettingsAndTakesOverFromAKilledInstance() {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            Act[] someAndThenNothing = new Act[FEWER / 4];
            Arrays.fill(someAndThenNothing, Act.behave());
            someAndThenNothing[someAndThenNothing.length - 1] = Act.held();
            smtp.on(Phase.FINAL_DOT, someAndThenNothing);
            saveMailSettings(other, smtp.port());
            queue.addMails(FEWER);
            awaitHanging(smtp);
            one.kill();
            smtp.on(Phase.FINAL_DOT, Act.behave());
            smtp.release();
            queue.endLeases();
            queue.awaitSent(MAILS + 2 * FEWER);
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

    /** Until each connection of both instances waits, so that both have their share. */
    private static void awaitHanging(ScriptedSmtpServer smtp) {
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            smtp.awaitHanging();
        }
    }

    private static long messageIds(ScriptedSmtpServer smtp) {
        return smtp.accepted().stream().map(ReceivedMail::messageId).distinct().count();
    }

    private static int sentBy(Instance instance) {
        return metric(instance, "postern_mail_sent_total\\{kind=\"password-reset\"}");
    }

    /** Until each has looked at the queue again, from the beginning of its look. */
    private static void awaitTicks() {
        for (Instance each : List.of(one, other)) {
            int before = ticks(each);
            await().until(() -> ticks(each) >= before + 2);
        }
    }

    private static int ticks(Instance instance) {
        return metric(
                instance,
                "tasks_scheduled_execution_seconds_count\\{code_function=\"tick\",[^}]*DeliveryWorkerLifecycle\"[^}]*outcome=\"SUCCESS\"[^}]*}");
    }

    private static int metric(Instance instance, String name) {
        String metrics = new Visitor(instance.port())
                .with("Accept", "text/plain")
                .with("Authorization", "Bearer " + TOKEN)
                .get("/actuator/prometheus")
                .body();
        Matcher found = Pattern.compile(name + " (\\S+)").matcher(metrics);
        assertThat(found.find()).as(metrics).isTrue();
        return (int) Double.parseDouble(found.group(1));
    }
}
