package io.postern.webhook.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.webhook.CallReceiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is shown of addresses and secrets, and to whom. */
class NewSecretTests extends WebhookPagesFixture {

    @Tag("case-55")
    @Test
    void showsTheSecretOnceAndStoresItSealed() {
        String path = "/hooks/T0PS3CRET";
        String page = add(receiver.url(path));
        String secret = newSecret(page);
        assertThat(secret).startsWith("whsec_");
        for (String other : new String[] {page, LIST, "/settings/alerts", "/audit"}) {
            assertThat(root.get(other).shown()).as(other).doesNotContain(secret);
        }
        assertThat(root.get("/audit.csv").body()).contains("webhookUrl").doesNotContain(secret, path);
        assertThat(root.get("/audit").body()).contains("webhookUrl").doesNotContain(path);
        String stored = jdbc.sql("select concat(sealed_url, ' ', sealed_secret) from webhook")
                .query(String.class)
                .single();
        assertThat(stored).isNotBlank().doesNotContain(path, secret.substring(6), "127.0.0.1");
        assertThat(form(page)).containsEntry("url", receiver.url(path));
    }

    @Tag("case-57")
    @Test
    void anotherReceiverGetsAnotherSecretAndAnotherPathDoesNot() {
        String page = add(receiver.url("/a"));
        String first = newSecret(page);
        save(page, Map.of("url", receiver.url("/b")));
        assertThat(newSecret(page)).isEmpty();
        assertThat(isSecret(first)).isTrue();
        try (CallReceiver other = CallReceiver.start()) {
            save(page, Map.of("url", other.url("/b")));
            assertThat(isSecret(first)).isFalse();
            assertThat(newSecret(page)).startsWith("whsec_").isNotEqualTo(first);
        }
    }

    @Test
    void makesAFreshSecretForSignatures() {
        String page = add(receiver.url("/a"));
        String first = newSecret(page);
        save(page, Map.of("format", "TEXT"));
        save(page, Map.of("format", "STANDARD"));
        assertThat(newSecret(page)).startsWith("whsec_").isNotEqualTo(first);
    }

    @Test
    void bindsASealedSecretToItsWebhook() {
        String one = add(receiver.url("/a"));
        String other = add(receiver.url("/b"));
        jdbc.sql("update webhook set sealed_url = (select sealed_url from webhook where id = ?) where id = ?")
                .params(number(one), number(other))
                .update();
        assertThat(state(one)).isEqualTo("working");
        assertThat(state(other)).isEqualTo("unreadable");
    }

    @Test
    void aRenewedSecretSignsTheNextCall() {
        String page = add(receiver.url("/a"));
        String first = newSecret(page);
        assertThat(root.submit(page, page + "/secret", Map.of()).location()).isEqualTo(page);
        String second = newSecret(page);
        assertThat(second).startsWith("whsec_").isNotEqualTo(first);
        assertThat(isSecret(second)).isTrue();
        assertThat(root.get("/audit").page().text()).contains("Webhook secret renewed");
    }

    @Test
    void nobodyElsesSecretIsShownAsNew() {
        String page = add(receiver.url("/a"));
        Visitor stranger = administrator().with("Cookie", "new-webhook-secret=whsec_forged");
        assertThat(stranger.get(page).page().select("[data-webhook-secret]")).isEmpty();
    }

    @Test
    void keepsAWaitingAddressOutOfTheSession() {
        String page = add(receiver.url("/a"));
        clock.advance(Duration.ofMinutes(16));
        save(page, Map.of("url", receiver.url("/secret-path"), "components", "kept-component"));
        assertThat(jdbc.sql("select attribute_bytes from spring_session_attributes")
                        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .list())
                .noneMatch(data -> data.contains("secret-path"))
                .anyMatch(data -> data.contains("kept-component"));

        root.submit("/reauthenticate", Map.of("password", PASSWORD));
        assertThat(form(page)).containsEntry("components", "kept-component").containsEntry("url", receiver.url("/a"));
    }

    @Tag("case-65")
    @Test
    void keepsAnUnreadableAddressUntilReplaced() {
        String page = add(receiver.url("/a"));
        jdbc.sql("update webhook set sealed_secret = sealed_url").update();
        assertThat(state(page)).isEqualTo("unreadable");
        assertThat(answer(test(page)).attr("data-problem")).isEqualTo("unreadable");
        assertThat(save(page, Map.of("severity", "INFO")).status()).isEqualTo(422);
        save(page, Map.of("url", receiver.url("/a")));
        assertThat(state(page)).isEqualTo("working");
    }
}
