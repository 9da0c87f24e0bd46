package io.postern.webhook;

import io.postern.alerts.ExternalAlerts;
import io.postern.testing.ApplicationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** An application whose webhook calls a receiver on this machine. */
@TestPropertySource(properties = "postern.secret-key=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
abstract class WebhookFixture extends ApplicationTest {

    @Autowired
    protected ExternalAlerts alerts;

    @Autowired
    protected WebhookSettings settings;

    @Autowired
    protected WebhookWorker worker;

    protected CallReceiver receiver;

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

    /** Of the newest call. */
    protected String state() {
        return jdbc.sql("select state from webhook_call order by number desc fetch first row only")
                .query(String.class)
                .single();
    }
}
