package io.postern.webhook.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.webhook.CallReceiver;
import io.postern.webhook.Webhooks;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator at the pages of webhooks, and a receiver. */
abstract class WebhookPagesFixture extends ApplicationTest {

    static final String LIST = "/settings/webhooks";
    static final String NEW = LIST + "/new";

    @Autowired
    Webhooks webhooks;

    final CallReceiver receiver = CallReceiver.start();
    Visitor root;

    @BeforeEach
    void signIn() {
        root = administrator();
        jdbc.sql("delete from webhook").update();
        jdbc.sql("delete from rate_limit where limit_key = 'webhook-test'").update();
    }

    @AfterEach
    void restore() {
        receiver.close();
        jdbc.sql("delete from webhook").update();
    }

    /** Its page. */
    String add(String url) {
        Visitor.Answer added = root.submit(NEW, LIST, Map.of("url", url));
        assertThat(added.status()).as(added.body()).isEqualTo(303);
        return added.location();
    }

    Visitor.Answer save(String page, Map<String, String> fields) {
        return root.submit(page, fields);
    }

    Map<String, String> form(String page) {
        return Visitor.filled(root.get(page), page, Map.of());
    }

    String state(String page) {
        return root.get(page).page().select("#webhook-panel").attr("data-webhook-state");
    }

    boolean isSecret(String secret) {
        return webhooks.isSecret(webhooks.all().get(0).id(), secret);
    }

    static long number(String page) {
        return Long.parseLong(page.substring(LIST.length() + 1));
    }

    /** From the page after saving. */
    String newSecret(String page) {
        return root.get(page).page().select("[data-webhook-secret]").attr("value");
    }

    Visitor.Answer test(String page) {
        return root.submit(page, page + "/test", Map.of());
    }

    static Element answer(Visitor.Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.page().select("[data-webhook-answer]").first();
    }
}
