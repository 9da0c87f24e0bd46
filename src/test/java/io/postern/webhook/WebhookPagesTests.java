package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookPagesTests extends ApplicationTest {

    private static final String SETTINGS = "/settings/alerts";
    private static final String PAGE = "/settings/alerts/webhook";

    @Autowired
    private WebhookSettings settings;

    private final CallReceiver receiver = CallReceiver.start();
    private Visitor root;

    @BeforeEach
    void signIn() {
        root = administrator();
        jdbc.sql("delete from rate_limit where limit_key = 'webhook-test'").update();
    }

    @AfterEach
    void restore() {
        receiver.close();
        settings.change("", settings.stored().version());
        jdbc.sql("delete from webhook_call").update();
    }

    @Test
    void case55_theSecretIsToldOnceAndRestsSealedLikeTheAddress() {
        String path = "/hooks/T0PS3CRET";
        assertThat(save(receiver.url(path)).location()).endsWith(PAGE);
        String secret = newSecret();
        assertThat(secret).startsWith("whsec_");
        for (String page : new String[] {PAGE, SETTINGS, "/audit"}) {
            assertThat(root.get(page).shown()).as(page).doesNotContain(secret);
        }
        assertThat(root.get("/audit.csv").body()).contains("webhookUrl").doesNotContain(secret, path);
        assertThat(root.get("/audit").body()).contains("webhookUrl").doesNotContain(path);
        String stored = jdbc.sql("select concat(sealed_url, ' ', sealed_secret) from webhook")
                .query(String.class)
                .single();
        assertThat(stored).isNotBlank().doesNotContain(path, secret.substring(6), "127.0.0.1");
        assertThat(Visitor.filled(root.get(SETTINGS), SETTINGS, Map.of()))
                .containsEntry("webhookUrl", receiver.url(path));
    }

    @Test
    void case57_anotherReceiverGetsAnotherSecretAndAnotherPathDoesNot() {
        save(receiver.url("/a"));
        String first = newSecret();
        assertThat(save(receiver.url("/b")).location()).endsWith(SETTINGS);
        assertThat(settings.isSecret(first)).isTrue();
        try (CallReceiver other = CallReceiver.start()) {
            save(other.url("/b"));
            assertThat(settings.isSecret(first)).isFalse();
            assertThat(newSecret()).isNotEqualTo(first);
        }
    }

    @Test
    void aRenewedSecretSignsTheNextCall() {
        save(receiver.url("/a"));
        String first = newSecret();
        assertThat(root.submit(PAGE, PAGE + "/secret", Map.of()).location()).endsWith(PAGE);
        String second = newSecret();
        assertThat(second).startsWith("whsec_").isNotEqualTo(first);
        assertThat(settings.isSecret(second)).isTrue();
        assertThat(root.get("/audit").page().text()).contains("Secret of the webhook renewed");
    }

    @Test
    void nobodyElsesSecretIsShownAsNew() {
        save(receiver.url("/a"));
        Visitor stranger = administrator().with("Cookie", "new-webhook-secret=whsec_forged");
        assertThat(stranger.get(PAGE).page().select("[data-webhook-secret]")).isEmpty();
    }

    @Test
    void case59_whatIsNoPlaceForAWebhookIsRefusedAtItsFieldAndStaysAsTyped() {
        for (String typed : new String[] {
            "http://chat.example/hook",
            "https://169.254.169.254/",
            "https://0x7f.1/",
            "<b>",
            "https://u:p@chat.example/"
        }) {
            Visitor.Answer answer = save(typed);
            assertThat(answer.status()).as(typed).isEqualTo(422);
            assertThat(answer.error("webhookUrl")).isPresent();
            assertThat(Visitor.filled(answer, SETTINGS, Map.of())).containsEntry("webhookUrl", typed);
        }
        assertThat(settings.stored().url()).isEmpty();
    }

    @Test
    void aScriptThatDoesNotSayItLeavesItAsItIsAndABlankOneEndsIt() {
        save(receiver.url("/a"));
        Map<String, String> silent = Visitor.filled(root.get(SETTINGS), SETTINGS, Map.of());
        silent.remove("webhookUrl");
        assertThat(root.post(SETTINGS, silent).status()).isEqualTo(303);
        assertThat(settings.stored().url()).isNotEmpty();
        assertThat(save("").location()).endsWith(SETTINGS);
        assertThat(settings.stored().url()).isEmpty();
        assertThat(root.get(PAGE).page().select("[data-webhook-state=none]")).hasSize(1);
    }

    @Test
    void case64_ofTwoWhoSaveAtOnceTheSecondIsTold() {
        Map<String, String> mine = Visitor.filled(root.get(SETTINGS), SETTINGS, Map.of("digestTime", "08:00"));
        administrator().submit(SETTINGS, Map.of("webhookUrl", receiver.url("/theirs")));
        Visitor.Answer stale = root.post(SETTINGS, mine);
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.error("version")).isPresent();
        assertThat(settings.stored().url()).endsWith("/theirs");
    }

    @Test
    void aTestTellsWhatTheReceiverAnsweredAndIsInTheTrail() {
        save(receiver.url("/a"));
        assertThat(answer(test()).attr("data-webhook-answer")).isEqualTo("ok");
        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).contains("webhook.test");
            assertThat(call.header().apply("webhook-signature")).startsWith("v1,");
        });
        receiver.answer(401);
        Element refused = answer(test());
        assertThat(refused.attr("data-problem")).isEqualTo("status");
        assertThat(refused.text()).contains("HTTP 401");
        receiver.close();
        assertThat(answer(test()).attr("data-problem")).isEqualTo("not-reached");
        assertThat(root.get("/audit").page().text()).contains("Webhook tested");
    }

    @Test
    void testsAreLimitedAndThoseWithoutAWebhookSayWhatToDo() {
        assertThat(answer(root.post(PAGE + "/test", Map.of("_csrf", root.csrf(PAGE))))
                        .attr("data-problem"))
                .isEqualTo("no-webhook");
        save(receiver.url("/a"));
        for (int i = 0; i < 10; i++) {
            test();
        }
        assertThat(answer(test()).attr("data-problem")).isEqualTo("too-many-tests");
        assertThat(receiver.calls()).hasSize(10);
    }

    @Test
    void case63_neitherTestNorSecretTakesARequestOfAnotherPage() {
        save(receiver.url("/a"));
        for (String path : new String[] {PAGE + "/test", PAGE + "/secret"}) {
            assertThat(root.post(path, Map.of()).status()).isEqualTo(403);
            assertThat(root.get(path).status()).isEqualTo(405);
        }
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void thePasswordIsAskedForAgainBeforeAddressOrSecretChange() {
        save(receiver.url("/a"));
        clock.advance(Duration.ofMinutes(16));
        assertThat(save(receiver.url("/b")).location()).endsWith("/reauthenticate");
        assertThat(root.submit(PAGE, PAGE + "/secret", Map.of()).location()).endsWith("/reauthenticate");
        assertThat(settings.stored().url()).endsWith("/a");
    }

    @Test
    void anAddressThatWaitsForThePasswordDoesNotRestInTheSession() {
        save(receiver.url("/a"));
        clock.advance(Duration.ofMinutes(16));
        root.submit(SETTINGS, Map.of("webhookUrl", receiver.url("/secret-path"), "digestTime", "11:00"));
        assertThat(jdbc.sql("select attribute_bytes from spring_session_attributes")
                        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .list())
                .noneMatch(data -> data.contains("secret-path"))
                .anyMatch(data -> data.contains("11:00"));

        root.submit("/reauthenticate", Map.of("password", PASSWORD));
        assertThat(Visitor.filled(root.get(SETTINGS), SETTINGS, Map.of()))
                .containsEntry("digestTime", "11:00")
                .containsEntry("webhookUrl", receiver.url("/a"));
    }

    @Test
    void case54_operatorsHaveNothingToDoWithIt() {
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get(PAGE).status()).isEqualTo(403);
        String csrf = operator.csrf("/alerts");
        assertThat(operator.post(PAGE + "/test", Map.of("_csrf", csrf)).status())
                .isEqualTo(403);
    }

    @Test
    void case65_anAddressThatCanNotBeOpenedIsSaidAndStaysUntilAnotherIsEntered() {
        save(receiver.url("/a"));
        jdbc.sql("update webhook set sealed_secret = sealed_url").update();
        assertThat(root.get(PAGE).page().select("[data-webhook-state=unreadable]"))
                .hasSize(1);
        assertThat(root.submit(SETTINGS, Map.of("digestTime", "07:00")).status())
                .isEqualTo(303);
        assertThat(root.get(PAGE).page().select("[data-webhook-state=unreadable]"))
                .hasSize(1);
        assertThat(save(receiver.url("/a")).location()).endsWith(PAGE);
        assertThat(root.get(PAGE).page().select("[data-webhook-state=working]")).hasSize(1);
    }

    private Visitor.Answer save(String url) {
        return root.submit(SETTINGS, Map.of("webhookUrl", url));
    }

    /** From the page after saving. */
    private String newSecret() {
        return root.get(PAGE).page().select("[data-webhook-secret]").attr("value");
    }

    private Visitor.Answer test() {
        return root.submit(PAGE, PAGE + "/test", Map.of());
    }

    private static Element answer(Visitor.Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.page().select("[data-webhook-answer]").first();
    }
}
