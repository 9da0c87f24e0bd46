package io.postern.webhook.worker;

import io.postern.alerts.ExternalAlerts;
import io.postern.testing.ApplicationTest;
import io.postern.webhook.CallReceiver;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookUrl;
import io.postern.webhook.Webhooks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An application whose webhook calls a receiver on this machine. */
abstract class WebhookFixture extends ApplicationTest {

    protected static final WebhookChoices ERRORS = new WebhookChoices(WebhookFormat.STANDARD, 3, List.of(), "");

    @Autowired
    protected ExternalAlerts alerts;

    @Autowired
    protected Webhooks webhooks;

    @Autowired
    protected WebhookAddressCheck addresses;

    @Autowired
    protected WebhookWorker worker;

    protected CallReceiver receiver;

    /** The webhook that leads to the receiver. */
    protected long webhook;

    @BeforeEach
    void startReceiver() {
        jdbc.sql("delete from alert").update();
        receiver = CallReceiver.start();
        webhook = add(receiver.url("/hook"), ERRORS);
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
        jdbc.sql("delete from webhook").update();
        jdbc.sql("delete from alert").update();
    }

    protected long add(String url, WebhookChoices choices) {
        return webhooks.create((WebhookUrl) addresses.read(url), choices).id();
    }

    protected StoredWebhook stored() {
        return webhooks.find(webhook).orElseThrow();
    }

    /** Of the newest call. */
    protected String state() {
        return jdbc.sql("select state from webhook_call order by number desc fetch first row only")
                .query(String.class)
                .single();
    }
}
