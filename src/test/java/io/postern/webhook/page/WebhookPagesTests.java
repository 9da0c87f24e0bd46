package io.postern.webhook.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Adding, changing, testing and deleting webhooks. */
class WebhookPagesTests extends WebhookPagesFixture {

    @Test
    void storesListsAndAuditsTheWholeForm() {
        String pem = TrustedCertificates.pem(TestCertificates.authority());
        String page = root.submit(
                        NEW,
                        LIST,
                        Map.of(
                                "url", receiver.url("/a"),
                                "format", "DISCORD",
                                "severity", "WARNING",
                                "components", "sign-in, backup , Sign-in",
                                "trustedCertificates", pem))
                .location();
        assertThat(form(page))
                .containsEntry("format", "DISCORD")
                .containsEntry("severity", "WARNING")
                .containsEntry("components", "SIGN_IN, backup")
                .containsEntry("trustedCertificates", pem);
        assertThat(newSecret(page)).as("nobody checks signatures").isEmpty();
        assertThat(root.get(LIST).page().select("[data-webhook]").text())
                .contains("http://127.0.0.1:", "Discord", "Warning", "SIGN_IN, backup", "Working");
        assertThat(root.get("/audit").page().text()).contains("Discord", "Sign-in, backup", "– → Warning");
        assertThat(save(page, Map.of("severity", "FATAL")).location()).isEqualTo(page);
        assertThat(webhooks.all()).singleElement().satisfies(webhook -> assertThat(webhook.choices())
                .extracting(choices -> choices.format() + " " + choices.severity())
                .isEqualTo("DISCORD 4"));
    }

    @Test
    void whatAScriptDoesNotSayIsTheUsual() {
        root.post(LIST, Map.of("_csrf", root.csrf(NEW), "url", receiver.url("/a")));
        StoredWebhook webhook = webhooks.all().get(0);
        assertThat(webhook.choices().format()).isEqualTo(WebhookFormat.STANDARD);
        assertThat(webhook.choices().severity()).isEqualTo(3);
        assertThat(webhook.choices().components()).isEmpty();
    }

    @Tag("case-59")
    @Test
    void refusesErrorsAtTheirFieldsAndKeepsTyping() {
        for (String typed : new String[] {
            "",
            "http://chat.example/hook",
            "https://169.254.169.254/",
            "https://0x7f.1/",
            "<b>",
            "https://u:p@chat.example/"
        }) {
            refused("url", typed);
        }
        refused("format", "TELEX");
        refused("severity", "LOUD");
        refused("components", "a,back\u200bup");
        refused("trustedCertificates", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----");
        assertThat(webhooks.all()).isEmpty();
    }

    private void refused(String field, String typed) {
        Map<String, String> fields = new HashMap<>(Map.of("url", receiver.url("/a")));
        fields.put(field, typed);
        Visitor.Answer answer = root.submit(NEW, LIST, fields);
        assertThat(answer.status()).as(typed).isEqualTo(422);
        assertThat(answer.error(field)).as(typed).isPresent();
        if (!field.equals("format") && !field.equals("severity")) {
            assertThat(Visitor.filled(answer, LIST, Map.of())).containsEntry(field, typed);
        }
    }

    @Test
    void aDeletedOneIsGone() {
        String page = add(receiver.url("/a"));
        assertThat(root.submit(page, page + "/delete", Map.of()).location()).isEqualTo(LIST);
        assertThat(root.get(page).status()).isEqualTo(404);
        assertThat(root.get(LIST).page().select("[data-webhook]")).isEmpty();
        assertThat(root.get("/audit").page().text()).contains("→ –");
    }

    @Tag("case-64")
    @Test
    void ofTwoWhoSaveAtOnceTheSecondIsTold() {
        String page = add(receiver.url("/a"));
        Map<String, String> mine = Visitor.filled(root.get(page), page, Map.of("severity", "INFO"));
        administrator().submit(page, Map.of("url", receiver.url("/theirs")));
        Visitor.Answer stale = root.post(page, mine);
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.error("version")).isPresent();
        assertThat(webhooks.all().get(0).address()).endsWith("/theirs");
    }

    @Test
    void reportsAndAuditsATestsAnswer() {
        String page = add(receiver.url("/a"));
        assertThat(answer(test(page)).attr("data-webhook-answer")).isEqualTo("ok");
        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).contains("webhook.test");
            assertThat(call.header().apply("webhook-signature")).startsWith("v1,");
        });
        receiver.answer(401);
        Element refused = answer(test(page));
        assertThat(refused.attr("data-problem")).isEqualTo("status");
        assertThat(refused.text()).contains("HTTP 401");
        receiver.close();
        assertThat(answer(test(page)).attr("data-problem")).isEqualTo("not-reached");
        assertThat(root.get("/audit").page().text()).contains("Webhook tested");
    }

    @Test
    void testsAreLimited() {
        String page = add(receiver.url("/a"));
        for (int i = 0; i < 10; i++) {
            test(page);
        }
        assertThat(answer(test(page)).attr("data-problem")).isEqualTo("too-many-tests");
        assertThat(receiver.calls()).hasSize(10);
    }

    @Tag("case-63")
    @Test
    void noActionTakesARequestOfAnotherPage() {
        String page = add(receiver.url("/a"));
        for (String path : new String[] {page + "/test", page + "/secret", page + "/delete"}) {
            assertThat(root.post(path, Map.of()).status()).isEqualTo(403);
            assertThat(root.get(path).status()).isEqualTo(405);
        }
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void thePasswordIsAskedForAgainBeforeAnythingChanges() {
        String page = add(receiver.url("/a"));
        clock.advance(Duration.ofMinutes(16));
        assertThat(save(page, Map.of("url", receiver.url("/b"))).location()).endsWith("/reauthenticate");
        for (String action : List.of("/secret", "/delete")) {
            assertThat(root.submit(page, page + action, Map.of()).location()).endsWith("/reauthenticate");
        }
        assertThat(root.submit(NEW, LIST, Map.of("url", receiver.url("/b"))).location())
                .endsWith("/reauthenticate");
        assertThat(webhooks.all()).singleElement().satisfies(webhook -> assertThat(webhook.address())
                .endsWith("/a"));
    }

    @Tag("case-54")
    @Test
    void operatorsHaveNothingToDoWithThem() {
        String page = add(receiver.url("/a"));
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get(page).status()).isEqualTo(403);
        assertThat(operator.get(LIST).status()).isEqualTo(403);
        String csrf = operator.csrf("/alerts");
        assertThat(operator.post(page + "/test", Map.of("_csrf", csrf)).status())
                .isEqualTo(403);
    }
}
