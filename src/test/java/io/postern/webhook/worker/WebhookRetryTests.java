package io.postern.webhook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.database.upkeep.Upkeep;
import io.postern.webhook.CallReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What becomes of a call that its receiver does not take. */
abstract class WebhookRetryTests extends WebhookFixture {

    private static final Duration LATER = Duration.ofMinutes(2);

    @Autowired
    private ApplicationContext application;

    @Test
    void repeatsACallWithItsIdAndANewTimestamp() {
        receiver.answer(503, 302, 204);
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        for (int i = 0; i < 4; i++) {
            worker.callAllDue();
            worker.callAllDue();
            clock.advance(LATER);
        }
        List<CallReceiver.Call> calls = receiver.calls();
        assertThat(calls).as("no redirect was followed").hasSize(3).allMatch(call -> call.path()
                .equals("/hook"));
        assertThat(calls)
                .extracting(CallReceiver.Call::id)
                .containsOnly(calls.get(0).id());
        assertThat(calls)
                .extracting(CallReceiver.Call::body)
                .containsOnly(calls.get(0).body());
        assertThat(calls)
                .extracting(call -> call.header().apply("webhook-timestamp"))
                .doesNotHaveDuplicates();
        CallReceiver.Call last = calls.get(2);
        Instant at = Instant.ofEpochSecond(Long.parseLong(last.header().apply("webhook-timestamp")));
        assertThat(stored().access()
                        .secret()
                        .headers(last.id(), at, last.body())
                        .get("webhook-signature"))
                .isEqualTo(last.header().apply("webhook-signature"));
        assertThat(state()).isEqualTo("SENT");
    }

    @Tag("case-109")
    @Test
    void raisesOneAlertThatAFailingWebhookDoesNotGet() {
        receiver.close();
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        for (int i = 0; i < 6; i++) {
            worker.callAllDue();
            clock.advance(Duration.ofMinutes(40));
        }
        assertThat(failing()).containsExactly("1 false");
        assertThat(jdbc.sql("select count(*) from webhook_call")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        receiver = receiver.again();
        worker.callAllDue();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("full"));
        assertThat(failing()).containsExactly("1 true");
    }

    @Test
    void whatFailsOnceIsNobodysNews() {
        receiver.answer(500);
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        worker.callAllDue();
        clock.advance(LATER);
        worker.callAllDue();
        assertThat(state()).isEqualTo("SENT");
        assertThat(failing()).isEmpty();
    }

    @Test
    void callsAFailingReceiverOneCallAtATime() {
        receiver.answer(500);
        for (String text : List.of("first", "second", "third")) {
            alerts.raise(Severity.ERROR, "disk", null, text, "");
        }
        worker.callAllDue();
        assertThat(receiver.calls()).hasSize(1);
        clock.advance(LATER);
        receiver.refusing("second");
        worker.callAllDue();
        assertThat(receiver.calls()).hasSize(4);
        assertThat(jdbc.sql("select count(*) from webhook_call where state = 'SENT'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void obeysRetryAfter() {
        receiver.limiting("3.2");
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        alerts.raise(Severity.ERROR, "disk", null, "fuller", "");
        worker.callAllDue();
        clock.advance(Duration.ofSeconds(3));
        worker.callAllDue();
        assertThat(receiver.calls()).hasSize(1);
        receiver.limiting(null);
        clock.advance(Duration.ofSeconds(1));
        worker.callAllDue();
        assertThat(receiver.calls()).hasSize(3);
        assertThat(failing()).isEmpty();
    }

    @Test
    void givesUpAfterADayAndAuditsIt() {
        receiver.answer(500, 500, 500);
        alerts.raise(Severity.ERROR, "disk", null, "full", "");
        worker.callAllDue();
        clock.advance(Duration.ofDays(1));
        worker.tidyQueue();
        worker.callAllDue();
        assertThat(receiver.calls()).hasSize(1);
        assertThat(state()).isEqualTo("EXPIRED");
        assertThat(administrator().get("/audit").page().text()).contains("Webhook request given up");
        clock.advance(Duration.ofDays(31));
        Upkeep.run(application);
        assertThat(jdbc.sql("select count(*) from webhook_call")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Occurrences and whether it is over, of each alert about the webhook. */
    private List<String> failing() {
        return jdbc.sql("select occurrences, resolved_at from alert where cause like 'webhook-failing:%'")
                .query((row, number) -> row.getInt(1) + " " + (row.getTimestamp(2) != null))
                .list();
    }
}
