package io.postern.alerts.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.Act;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Real work in the background, made to fail by taking away a table that it needs. */
@TestPropertySource(properties = {"postern.alerts.tick=50ms", "postern.webhook.tick=50ms"})
class BackgroundAlertsTests extends ApplicationTest {

    @BeforeEach
    void forgetAlerts() {
        jdbc.sql("delete from alert").update();
    }

    @AfterEach
    void giveBack() {
        jdbc.sql("alter table if exists hidden_schedule rename to alert_mail_schedule")
                .update();
        jdbc.sql("alter table if exists hidden_log rename to delivery_attempt").update();
    }

    @Test
    void raisesOneAlertForAFailingTaskUntilItWorks() {
        jdbc.sql("alter table alert_mail_schedule rename to hidden_schedule").update();
        await().until(() -> alerts("AlertMailScheduler.digest").stream().anyMatch(each -> each.startsWith("open")));
        await().until(() -> occurrences() > 2);
        assertThat(alerts("AlertMailScheduler.digest")).hasSize(1);
        assertThat(alerts("WebhookWorker")).as("what works").isEmpty();
        assertThat(administrator()
                        .get("/alerts")
                        .page()
                        .select("tr[data-alert]")
                        .text())
                .contains("A background task failed: AlertMailScheduler.digest", "BadSqlGrammarException");
        jdbc.sql("alter table hidden_schedule rename to alert_mail_schedule").update();
        await().until(() -> alerts("AlertMailScheduler.digest").equals(List.of("over")));
    }

    @Test
    void raisesOneAlertForAFailingWorker() {
        jdbc.sql("alter table delivery_attempt rename to hidden_log").update();
        smtp.onRecipient("somebody1@corp.example", Act.reply("451 4.7.1 later"));
        queue.mails(1);
        deliver();
        assertThat(alerts("DeliveryWorker")).containsExactly("open");
        jdbc.sql("alter table hidden_log rename to delivery_attempt").update();
        clock.advance(Duration.ofMinutes(5));
        queue.mails(1);
        deliver();
        assertThat(alerts("DeliveryWorker")).containsExactly("over");
    }

    private List<String> alerts(String task) {
        return jdbc.sql("select resolved_at from alert where cause like ?")
                .param("background-failed:" + task + "%")
                .query((row, number) -> row.getTimestamp(1) == null ? "open" : "over")
                .list();
    }

    private long occurrences() {
        return jdbc.sql(
                        "select max(occurrences) from alert where cause = 'background-failed:AlertMailScheduler.digest'")
                .query(Long.class)
                .single();
    }
}
