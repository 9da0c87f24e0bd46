package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the webhook sends, and to whom. */
abstract class WebhookTests extends WebhookFixture {

    @Autowired
    private JsonMapper json;

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
        alerts.raise(Severity.WARNING, "backup", "full", "80 % full", "");
        alerts.raise(Severity.ERROR, "backup", "full", "99 % full", "");
        alerts.raise(Severity.ERROR, "backup", "full", "99 % full", "");
        alerts.raise(Severity.INFO, "backup", "done", "done", "");
        alerts.raise(Severity.WARNING, "backup", "slow", "slow", "");
        worker.callAllDue();
        clock.advance(Duration.ofMinutes(5));
        alerts.resolve("backup", "full");
        alerts.resolve("backup", "slow");
        worker.callAllDue();
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
                "<!channel> @here \"quoted\" <https://evil.example|Postern> ![](https://evil.example) [Postern](https://evil.example)",
                "");
        worker.callAllDue();
        JsonNode told = json.readTree(receiver.calls().get(0).body());
        assertThat(told.at("/text").asString()).doesNotContain("<", ">", "@here", "](");
        assertThat(told.at("/data/message").asString()).startsWith("<!channel> @here \"quoted\"");
    }

    @Test
    void case109_thatMailIsHeldIsToldWhileItIs() {
        queue.mails(1);
        smtp.close();
        deliver();
        worker.callAllDue();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("alert.raised", "Mail is held", "https://postern.example/deliveries"));
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        worker.callAllDue();
        assertThat(receiver.calls().get(1).body()).contains("alert.resolved", "Mail is held");
    }

    @Test
    void whereSomebodyDeletedItsRowThereIsNoWebhookUntilOneIsSavedAndAlertsAreRaisedAllTheSame() {
        jdbc.sql("delete from webhook").update();
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        worker.callAllDue();
        assertThat(receiver.calls()).isEmpty();
        assertThat(administrator().get("/alerts").page().text()).contains("full");
        Visitor.Answer page = administrator().get("/settings/alerts/webhook");
        assertThat(page.page().select("[data-webhook-state=none]")).isNotEmpty();
        assertThat(administrator()
                        .submit("/settings/alerts", Map.of("webhookUrl", receiver.url("/anew")))
                        .status())
                .isEqualTo(303);
        alerts.raise(Severity.ERROR, "disk", null, "fuller", "");
        worker.callAllDue();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("fuller"));
    }

    @Test
    void whatWaitsGoesToTheNewAddressOrNowhereWhenThereIsNone() {
        receiver.answer(500);
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        worker.callAllDue();
        try (CallReceiver other = CallReceiver.start()) {
            settings.change(other.url("/new"), settings.stored().version());
            worker.callAllDue();
            assertThat(other.calls()).hasSize(1);
        }
        alerts.raise(Severity.ERROR, "disk", null, "fuller", "");
        settings.change("", settings.stored().version());
        worker.callAllDue();
        assertThat(state()).isEqualTo("CANCELLED");
        alerts.raise(Severity.ERROR, "disk", null, "fullest", "");
        assertThat(jdbc.sql("select count(*) from webhook_call where state = 'QUEUED'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
