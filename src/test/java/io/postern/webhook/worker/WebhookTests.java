package io.postern.webhook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.AtOnce;
import io.postern.webhook.CallReceiver;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the webhook sends, and to whom. */
abstract class WebhookTests extends WebhookFixture {

    @Autowired
    private JsonMapper json;

    @Test
    void showsOnlyTheSecretThatWasStored() throws Exception {
        long before = stored().version();
        Callable<Optional<String>> renew = () -> webhooks.renewSecret(webhook);
        List<String> told = AtOnce.all(Collections.nCopies(8, renew)).stream()
                .flatMap(Optional::stream)
                .toList();
        assertThat(stored().version() - before).isEqualTo(told.size());
        assertThat(told)
                .filteredOn(secret -> webhooks.isSecret(webhook, secret))
                .hasSize(1);
    }

    @Test
    void reportsErrorsOnceAndTheirEnd() {
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
        assertThat(raised.at("/data/message").asString()).isEqualTo("99 % full");
        assertThat(raised.at("/data/occurrences").asInt()).isEqualTo(2);
        assertThat(raised.at("/data/resolvedAt").isNull()).isTrue();
        assertThat(raised.at("/data/link").asString()).isEqualTo("https://postern.example/alerts");
        assertThat(raised.at("/text").asString()).isEqualTo("Postern: Error – backup: 99 % full");
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

    @Tag("case-109")
    @Test
    void thatMailIsHeldIsToldWhileItIs() {
        queue.mails(1);
        smtp.close();
        deliver();
        worker.callAllDue();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("alert.raised", "E-mail is on hold", "https://postern.example/deliveries"));
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        worker.callAllDue();
        assertThat(receiver.calls().get(1).body()).contains("alert.resolved", "E-mail is on hold");
    }

    @Test
    void eachWebhookIsToldWhatItWants() {
        try (CallReceiver backups = CallReceiver.start()) {
            add(backups.url("/b"), new WebhookChoices(WebhookFormat.STANDARD, 0, List.of("backup", "MAIL"), ""));
            alerts.raise(Severity.INFO, "Backup", "key", "done", "");
            alerts.raise(Severity.WARNING, "disk", null, "80 % full", "");
            alerts.raise(Severity.ERROR, "disk", null, "99 % full", "");
            alerts.raise(Severity.FATAL, "backup", null, "lost", "");
            alerts.resolve("Backup", "key");
            worker.callAllDue();
            assertThat(texts(backups)).hasSize(3).anyMatch(text -> text.contains("resolved"));
            assertThat(texts(backups)).allMatch(text -> text.contains("ackup"));
            assertThat(texts(receiver)).hasSize(2).noneMatch(text -> text.contains("done"));
        }
    }

    @Test
    void oneThatFailsHoldsNoOther() {
        try (CallReceiver other = CallReceiver.start()) {
            add(other.url("/b"), ERRORS);
            receiver.answer(500, 500, 500);
            for (int i = 0; i < 3; i++) {
                alerts.raise(Severity.ERROR, "disk", null, "full " + i, "");
                worker.callAllDue();
            }
            assertThat(other.calls()).hasSize(3);
            assertThat(receiver.calls()).hasSize(1);
        }
    }

    private List<String> texts(CallReceiver chat) {
        return chat.calls().stream()
                .map(call -> json.readTree(call.body()).at("/text").asString())
                .toList();
    }

    @Test
    void sendsWaitingCallsToTheNewAddress() {
        receiver.answer(500);
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        worker.callAllDue();
        try (CallReceiver other = CallReceiver.start()) {
            webhooks.change(stored(), (WebhookUrl) addresses.read(other.url("/new")), ERRORS);
            worker.callAllDue();
            assertThat(other.calls()).hasSize(1);
        }
        alerts.raise(Severity.ERROR, "disk", null, "fuller", "");
        webhooks.delete(stored());
        alerts.raise(Severity.ERROR, "disk", null, "fullest", "");
        assertThat(jdbc.sql("select count(*) from webhook_call")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
