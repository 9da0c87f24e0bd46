package io.postern.alerts.mails;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

/**
 * Of which alerts a mail may tell. That mail is held is told once it is over: before, it would feed the queue that fails.
 *
 * @param condition in SQL
 * @param values of its parameters
 */
record MailableAlerts(String condition, Map<String, Object> values) {

    /** What no batch has told yet. */
    static final MailableAlerts UNMAILED =
            new MailableAlerts("mail_batch is null and (by_mail or resolved_at is not null)", Map.of());

    /** What this batch told and those after it: a mail that waited tells what came since, too. */
    static MailableAlerts since(long batch) {
        return new MailableAlerts("mail_batch >= :batch", Map.of("batch", batch));
    }

    /** What occurred or ended in this time. */
    static MailableAlerts between(Instant from, Instant to) {
        return new MailableAlerts(
                """
                (last_at >= :from and first_at < :to or resolved_at >= :from and resolved_at < :to)
                    and (by_mail or resolved_at is not null)""",
                Map.of("from", Timestamp.from(from), "to", Timestamp.from(to)));
    }
}
