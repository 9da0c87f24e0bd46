package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the webhook tells, and what becomes of a call that its receiver does not take. */
abstract class WebhookTests extends ApplicationTest {

    private static final Duration LATER = Duration.ofMinutes(2);

    @Autowired
    private ExternalAlerts alerts;

    @Autowired
    private WebhookSettings settings;

    @Autowired
    private WebhookCourier courier;

    @Autowired
    private WebhookRetention retention;

    @Autowired
    private JsonMapper json;

    private CallReceiver receiver;

    @BeforeEach
    void startReceiver() {
        jdbc.sql("delete from webhook_call").update();
        jdbc.sql("delete from alert").update();
        receiver = CallReceiver.start();
        settings.change(receiver.url("/hook"), settings.stored().version());
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
        settings.change("", settings.stored().version());
        jdbc.sql("delete from alert").update();
    }

    @Test
    void whoeverRenewsTheSecretAtTheSameMomentAsAnotherIsNotToldOneThatIsNot() throws Exception {
        long before = settings.stored().version();
        Callable<String> renew = settings::renewSecret;
        List<String> told = AtOnce.all(Collections.nCopies(8, renew)).stream()
                .filter(Objects::nonNull)
                .toList();
        assertThat(settings.stored().version() - before).isEqualTo(told.size());
        assertThat(told).filteredOn(settings::isSecret).hasSize(1);
    }

    @Test
    void errorsAndWorseAreToldOnceAndSoIsTheirEnd() {
        alerts.raise(Severity.WARNING, "backup", "full", "80 % full");
        alerts.raise(Severity.ERROR, "backup", "full", "99 % full");
        alerts.raise(Severity.ERROR, "backup", "full", "99 % full");
        alerts.raise(Severity.INFO, "backup", "done", "done");
        alerts.raise(Severity.WARNING, "backup", "slow", "slow");
        courier.work();
        clock.advance(Duration.ofMinutes(5));
        alerts.resolve("backup", "full");
        alerts.resolve("backup", "slow");
        courier.work();
        assertThat(receiver.calls()).hasSize(2);
        JsonNode raised = json.readTree(receiver.calls().get(0).body());
        assertThat(raised.at("/type").asString()).isEqualTo("alert.raised");
        assertThat(raised.at("/data/severity").asString()).isEqualTo("ERROR");
        assertThat(raised.at("/data/component").asString()).isEqualTo("backup");
        assertThat(raised.at("/data/message").asString()).isEqualTo("80 % full");
        assertThat(raised.at("/data/occurrences").asInt()).isEqualTo(2);
        assertThat(raised.at("/data/resolvedAt").isNull()).isTrue();
        assertThat(raised.at("/data/link").asString()).isEqualTo("https://postern.example/alerts");
        assertThat(raised.at("/text").asString()).isEqualTo("Postern: Error – backup: 80 % full");
        JsonNode resolved = json.readTree(receiver.calls().get(1).body());
        assertThat(resolved.at("/type").asString()).isEqualTo("alert.resolved");
        assertThat(resolved.at("/data/id").asLong())
                .isEqualTo(raised.at("/data/id").asLong());
        assertThat(Instant.parse(resolved.at("/data/resolvedAt").asString())).isNotNull();
        assertThat(resolved.at("/text").asString()).contains("resolved after 5 min");
    }

    @Test
    void somebodyElsesTextCallsNobodyInAChat() {
        alerts.raise(
                Severity.FATAL,
                "x",
                null,
                "<!channel> @here \"quoted\" <https://evil.example|Postern> ![](https://evil.example) [Postern](https://evil.example)");
        courier.work();
        JsonNode told = json.readTree(receiver.calls().get(0).body());
        assertThat(told.at("/text").asString()).doesNotContain("<", ">", "@here", "](");
        assertThat(told.at("/data/message").asString()).startsWith("<!channel> @here \"quoted\"");
    }

    @Test
    void case109_thatMailIsHeldIsToldWhileItIs() {
        queue.mails(1);
        smtp.close();
        deliver();
        courier.work();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("alert.raised", "Mail is held", "https://postern.example/deliveries"));
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        courier.work();
        assertThat(receiver.calls().get(1).body()).contains("alert.resolved", "Mail is held");
    }

    @Test
    void aCallThatIsNotTakenIsRepeatedUnderItsIdWithATimestampOfItsOwn() {
        receiver.answering(503, 302, 204);
        alerts.raise(Severity.ERROR, "disk", null, "full");
        for (int i = 0; i < 4; i++) {
            courier.work();
            courier.work();
            clock.advance(LATER);
        }
        List<CallReceiver.Call> calls = receiver.calls();
        assertThat(calls).as("no redirect was followed").hasSize(3).allMatch(call -> call.path()
                .equals("/hook"));
        assertThat(calls)
                .extracting(CallReceiver.Call::id)
                .containsOnly(calls.get(0).id());
        assertThat(calls)
                .extracting(CallReceiver.Call::body)
                .containsOnly(calls.get(0).body());
        assertThat(calls)
                .extracting(call -> call.header().apply("webhook-timestamp"))
                .doesNotHaveDuplicates();
        WebhookTarget.Ready target = (WebhookTarget.Ready) settings.target();
        CallReceiver.Call last = calls.get(2);
        Instant at = Instant.ofEpochSecond(Long.parseLong(last.header().apply("webhook-timestamp")));
        assertThat(target.secret().headers(last.id(), at, last.body()).get("webhook-signature"))
                .isEqualTo(last.header().apply("webhook-signature"));
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void case109_aFailingWebhookIsOneAlertThatIsNotMeantForIt() {
        receiver.close();
        alerts.raise(Severity.ERROR, "disk", null, "full");
        for (int i = 0; i < 6; i++) {
            courier.work();
            clock.advance(Duration.ofMinutes(40));
        }
        assertThat(failing()).containsExactly("1 false");
        assertThat(jdbc.sql("select count(*) from webhook_call")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        receiver = receiver.again();
        courier.work();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("full"));
        assertThat(failing()).containsExactly("1 true");
    }

    @Test
    void whatFailsOnceIsNobodysNews() {
        receiver.answering(500);
        alerts.raise(Severity.ERROR, "disk", null, "full");
        courier.work();
        clock.advance(LATER);
        courier.work();
        assertThat(state()).isEqualTo("SENT");
        assertThat(failing()).isEmpty();
    }

    @Test
    void aReceiverThatFailsIsTriedWithOneCallAtATimeAndOneThatRefusesACallGetsTheOthers() {
        receiver.answering(500);
        for (String text : List.of("first", "second", "third")) {
            alerts.raise(Severity.ERROR, "disk", null, text);
        }
        courier.work();
        assertThat(receiver.calls()).hasSize(1);
        clock.advance(LATER);
        receiver.refusing("second");
        courier.work();
        assertThat(receiver.calls()).hasSize(4);
        assertThat(jdbc.sql("select count(*) from webhook_call where state = 'SENT'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotTakenWithinADayIsGivenUpAndInTheTrail() {
        receiver.answering(500, 500, 500);
        alerts.raise(Severity.ERROR, "disk", null, "full");
        courier.work();
        clock.advance(Duration.ofDays(1));
        courier.tidyQueue();
        courier.work();
        assertThat(receiver.calls()).hasSize(1);
        assertThat(state()).isEqualTo("EXPIRED");
        assertThat(administrator().get("/audit").page().text()).contains("Call of the webhook given up");
        clock.advance(Duration.ofDays(31));
        retention.tidy();
        assertThat(jdbc.sql("select count(*) from webhook_call")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWaitsGoesToTheNewAddressOrNowhereWhenThereIsNone() {
        receiver.answering(500);
        alerts.raise(Severity.ERROR, "disk", null, "full");
        courier.work();
        try (CallReceiver other = CallReceiver.start()) {
            settings.change(other.url("/new"), settings.stored().version());
            courier.work();
            assertThat(other.calls()).hasSize(1);
        }
        alerts.raise(Severity.ERROR, "disk", null, "fuller");
        settings.change("", settings.stored().version());
        courier.work();
        assertThat(state()).isEqualTo("CANCELLED");
        alerts.raise(Severity.ERROR, "disk", null, "fullest");
        assertThat(jdbc.sql("select count(*) from webhook_call where state = 'QUEUED'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Of the newest call. */
    private String state() {
        return jdbc.sql("select state from webhook_call order by number desc fetch first row only")
                .query(String.class)
                .single();
    }

    /** Occurrences and whether it is over, of each alert about the webhook. */
    private List<String> failing() {
        return jdbc.sql("select occurrences, resolved_at from alert where cause = 'webhook-failing'")
                .query((row, number) -> row.getInt(1) + " " + (row.getTimestamp(2) != null))
                .list();
    }
}
