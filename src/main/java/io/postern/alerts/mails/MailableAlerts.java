package io.postern.alerts.mails;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

/**
 * The alerts that a mail may list. An alert about held mail is listed once it is over: before, its mail would feed the queue that fails.
 *
 * @param condition in SQL
 * @param values of its parameters
 */
record MailableAlerts(String condition, Map<String, Object> values) {

    /** Those that no batch has listed yet. */
    static final MailableAlerts UNMAILED =
            new MailableAlerts("mail_batch is null and (mailable or resolved_at is not null)", Map.of());

    /** Those of this batch and of later ones: a mail that waited also lists what came since. */
    static MailableAlerts since(long batch) {
        return new MailableAlerts("mail_batch >= :batch", Map.of("batch", batch));
    }

    /** What occurred or ended in this time. */
    static MailableAlerts between(Instant from, Instant to) {
        return new MailableAlerts(
                """
                (last_at >= :from and first_at < :to or resolved_at >= :from and resolved_at < :to)
                    and (mailable or resolved_at is not null)""",
                Map.of("from", Timestamp.from(from), "to", Timestamp.from(to)));
    }
}
