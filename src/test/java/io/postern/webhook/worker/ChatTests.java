package io.postern.webhook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import io.postern.testing.OnH2;
import io.postern.testing.Visitor;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookFormat;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each chat takes what is sent in its format, and what it refuses is explained. */
class ChatTests extends WebhookFixture implements OnH2 {

    private static final String HOSTILE = "@everyone <!channel> [Postern](https://evil.example) \"a\\b\"";

    @BeforeEach
    void forgetTheOther() {
        jdbc.sql("delete from webhook").update();
        jdbc.sql("delete from rate_limit where limit_key = 'webhook-test'").update();
    }

    @ParameterizedTest
    @EnumSource
    void aChatTakesAlertsOfAnyKindAndCallsNobody(ChatProduct product) {
        try (ChatReceiver chat = new ChatReceiver(product)) {
            add(chat.url("/hook"), choices(product.format));
            alerts.raise(Severity.ERROR, "backup", "key", HOSTILE, "");
            alerts.raise(Severity.FATAL, "backup", null, "\uD83D\uDEA8".repeat(2000), "\"\u4E2D\n".repeat(2000));
            alerts.resolve("backup", "key");
            worker.callAllDue();

            assertThat(chat.taken()).hasSize(3);
            String said = chat.taken().get(0).toString();
            assertThat(said)
                    .contains("Postern: Error – backup: ", "evil.example", "https://postern.example/alerts")
                    .doesNotContain("@everyone", "<!channel>", "](");
            assertThat(chat.taken().get(1).toString()).contains("…", "https://postern.example/alerts");
            assertThat(chat.taken().get(2).toString()).contains("resolved after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void explainsADeletedWebhook(ChatProduct product) {
        try (ChatReceiver chat = new ChatReceiver(product)) {
            String page = "/settings/webhooks/" + add(chat.url("/gone"), choices(product.format));
            Visitor root = administrator();
            Element answer = root.submit(page, page + "/test", Map.of())
                    .page()
                    .select("[data-webhook-answer]")
                    .first();
            assertThat(answer.attr("data-problem")).isEqualTo(product.gone);
            alerts.raise(Severity.ERROR, "backup", null, "x", "");
            worker.callAllDue();
            String english = root.get(page)
                    .page()
                    .select("[data-warning=webhook-failing]")
                    .text();
            assertThat(answer.text()).contains(english.substring(english.length() - 40));
            assertThat(root.get("/settings/webhooks").page().text()).contains(english.substring(english.length() - 40));
            root.with("Accept-Language", "de");
            assertThat(root.get(page)
                            .page()
                            .select("[data-warning=webhook-failing]")
                            .text())
                    .containsPattern("tragen Sie|opieren Sie")
                    .isNotEqualTo(english);
        }
    }

    @ParameterizedTest
    @EnumSource
    void explainsTheWrongFormat(ChatProduct product) {
        try (ChatReceiver chat = new ChatReceiver(product)) {
            String page = "/settings/webhooks/" + add(chat.url("/hook"), choices(WebhookFormat.STANDARD));
            Element answer = administrator()
                    .submit(page, page + "/test", Map.of())
                    .page()
                    .select("[data-webhook-answer]")
                    .first();
            boolean shows = product == ChatProduct.SLACK || product == ChatProduct.ROCKET_CHAT;
            assertThat(answer.attr("data-problem")).isEqualTo(shows ? "" : "wrong-format");
        }
    }

    @Test
    void trustsACertificateForItsWebhookOnly() {
        try (ChatReceiver chat = new ChatReceiver(ChatProduct.SLACK)) {
            add(chat.url("/hook"), new WebhookChoices(WebhookFormat.TEXT, 3, List.of(), ""));
            add(chat.url("/hook"), choices(WebhookFormat.TEXT));
            alerts.raise(Severity.ERROR, "backup", null, "x", "");
            worker.callAllDue();
            assertThat(chat.taken()).hasSize(1);
            assertThat(jdbc.sql("select problem from webhook_call where state = 'QUEUED'")
                            .query(String.class)
                            .single())
                    .isEqualTo("tls-failed");
        }
    }

    private static WebhookChoices choices(WebhookFormat format) {
        return new WebhookChoices(format, 3, List.of(), TrustedCertificates.pem(TestCertificates.authority()));
    }
}
