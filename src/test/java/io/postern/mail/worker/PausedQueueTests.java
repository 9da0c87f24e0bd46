package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseLocation;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.DeliveryProperties;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.MailExpiry;
import io.postern.mail.queue.RestoredBackup;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person paused, and not a problem. */
class PausedQueueTests extends ApplicationTest {

    @Autowired
    private AcceptanceService acceptances;

    @Autowired
    private MailExpiry expiry;

    @Autowired
    private DeliveryQueue rows;

    @Autowired
    private RestoredBackup restored;

    @Autowired
    private DatabaseLocation database;

    @Test
    void whatAPersonPausedWaitsForAPerson() {
        press("/deliveries/pause");
        queue.mails(2);
        clock.advance(Duration.ofHours(1));
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        assertThat(smtp.connections()).isZero();
        press("/deliveries/resume");
        deliver();
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aPauseCountsFromTheNextMailOn() {
        smtp.on(
                FINAL_DOT,
                behave(),
                behave(),
                peer -> {
                    press("/deliveries/pause");
                    return behave().play(peer);
                },
                behave());
        queue.mails(9);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.count("QUEUED")).isEqualTo(6);
        press("/deliveries/resume");
        deliver();
        assertThat(smtp.accepted()).hasSize(9);
    }

    @Test
    void aPauseThatEndedElsewhereIsOverAtOnce() {
        press("/deliveries/pause");
        queue.queueHold.resume();
        queue.mails(1);
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void aHeldStartWaitsForAPerson() {
        forgot(user().username());
        queue.mails(2);
        new DeliveryWorkerLifecycle(
                        queue.worker,
                        acceptances,
                        queue.leases,
                        expiry,
                        rows,
                        queue.queueHold,
                        restored,
                        database,
                        new DeliveryProperties(true, Duration.ofMillis(250), true, null, Duration.ofDays(30)))
                .start();
        deliver();
        assertThat(smtp.connections()).isZero();
        Document page = administrator().get("/deliveries").page();
        assertThat(page.select("#queue-hold [data-waiting]").eachAttr("data-waiting"))
                .containsExactlyInAnyOrder("password-reset", "scripted");
        assertThat(page.select("#queue-hold [data-waiting=scripted]").text()).contains("2 waiting");
        assertThat(administrator()
                        .get("/deliveries?state=QUEUED&kind=scripted")
                        .page()
                        .select("[data-delivery]"))
                .hasSize(2);
        press("/deliveries/resume");
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
    }

    private void press(String action) {
        assertThat(administrator().submit("/deliveries", action, Map.of()).status())
                .isEqualTo(303);
    }
}
