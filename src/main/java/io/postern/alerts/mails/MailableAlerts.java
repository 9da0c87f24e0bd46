package io.postern.alerts.mails;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

/**
 * A choice of alerts that a mail may list. An alert that mail fails is listed only after its end: before, it would add to the queue
 * that fails.
 *
 * @param condition in SQL
 * @param values of its parameters
 */
record MailableAlerts(String condition, Map<String, Object> values) {

    /** The alerts that are in no batch yet. */
    static final MailableAlerts UNMAILED =
            new MailableAlerts("mail_batch is null and (mailable or resolved_at is not null)", Map.of());

    /** The alerts of this batch and of later ones: a mail that had to wait lists what came since, too. */
    static MailableAlerts since(long batch) {
        return new MailableAlerts("mail_batch >= :batch", Map.of("batch", batch));
    }

    /** The alerts that occurred or ended in this time span. */
    static MailableAlerts between(Instant from, Instant to) {
        return new MailableAlerts(
                """
                (last_at >= :from and first_at < :to or resolved_at >= :from and resolved_at < :to)
                    and (mailable or resolved_at is not null)""",
                Map.of("from", Timestamp.from(from), "to", Timestamp.from(to)));
    }
}
