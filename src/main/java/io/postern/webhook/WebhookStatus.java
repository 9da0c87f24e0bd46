package io.postern.webhook;

import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whether a receiver fails, for all instances together. A single failure raises no alert. */
@Repository
@Transactional
public class WebhookStatus {

    /** So many failures in a row raise an alert. */
    private static final int FAILURES_BEFORE_ALERT = 2;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    WebhookStatus(JdbcClient jdbc, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How the calls of a webhook fare.
     *
     * @param since null while nothing fails
     */
    public record Health(int failures, @Nullable Instant since, @Nullable String problem, @Nullable Instant heldUntil) {

        /** Whether so many calls failed in a row that an alert was raised. */
        public boolean isFailing() {
            return failures >= FAILURES_BEFORE_ALERT;
        }

        static final Health NEW = new Health(0, null, null, null);
    }

    public Health current(long webhook) {
        return jdbc.sql("select failures, failing_since as since, problem, held_until from webhook where id = ?")
                .param(webhook)
                .query(Health.class)
                .optional()
                .orElse(Health.NEW);
    }

    public boolean isHeld(long webhook) {
        Instant until = current(webhook).heldUntil();
        return until != null && until.isAfter(clock.instant());
    }

    /**
     * Counts a failure.
     *
     * @param heldUntil null if the receiver works, and refused only this call
     */
    public void failed(long webhook, String destination, String problem, @Nullable Instant heldUntil) {
        jdbc.sql(
                        """
                        update webhook set failures = failures + 1, failing_since = coalesce(failing_since, :now),
                            problem = :problem, held_until = coalesce(:until, held_until) where id = :webhook
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("webhook", webhook)
                .param("problem", problem)
                .param("until", heldUntil == null ? null : Timestamp.from(heldUntil))
                .update();
        if (current(webhook).failures() == FAILURES_BEFORE_ALERT) {
            events.publishEvent(new WebhookFailing(webhook, destination, problem));
        }
    }

    /** A call succeeded, or the webhook is deleted. */
    public void recovered(long webhook) {
        int failures = current(webhook).failures();
        if (failures > 0) {
            jdbc.sql("update webhook set failures = 0, failing_since = null, problem = null, held_until = null"
                            + " where id = ?")
                    .param(webhook)
                    .update();
        }
        if (failures >= FAILURES_BEFORE_ALERT) {
            events.publishEvent(new WebhookRecovered(webhook));
        }
    }

    /** Ends the pause, since somebody saw that the receiver works. */
    public void retryNow(long webhook) {
        jdbc.sql("update webhook set held_until = null where id = ?")
                .param(webhook)
                .update();
    }
}
