package io.postern.alerts.mails;

import io.postern.alerts.AlertProperties;
import io.postern.alerts.settings.AlertSettings;
import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.Topic;
import io.postern.database.DatabaseTime;
import io.postern.installation.Installation;
import io.postern.mail.Outbox;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Queues mails about alerts when they are due. Of several instances, the one whose guarded update moves the schedule's row on queues
 * them, in the same transaction.
 */
@Component
class AlertMailScheduler {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final AlertMail alertMail;
    private final AlertMail digestMail;
    private final AlertMailQuery mails;
    private final AlertRecipients recipients;
    private final AlertSettings settings;
    private final Installation installation;
    private final AlertProperties properties;
    private final DatabaseTime clock;

    AlertMailScheduler(
            JdbcClient jdbc,
            Outbox outbox,
            AlertMail alertMail,
            AlertMail digestMail,
            AlertMailQuery mails,
            AlertRecipients recipients,
            AlertSettings settings,
            Installation installation,
            AlertProperties properties,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.alertMail = alertMail;
        this.digestMail = digestMail;
        this.mails = mails;
        this.recipients = recipients;
        this.settings = settings;
        this.installation = installation;
        this.properties = properties;
        this.clock = clock;
    }

    private record Last(@Nullable Instant at, long round) {

        boolean isBefore(Instant moment) {
            return at == null || at.isBefore(moment);
        }

        boolean isWithin(Duration duration, Instant now) {
            return at != null && at.plus(duration).isAfter(now);
        }
    }

    /** Queues a mail about unmailed alerts to users who want them at once, but not before the interval since the last one is over. */
    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    @Transactional
    void batch() {
        if (mails.hasUnmailed()) {
            queueBatch();
        }
    }

    /** Queues the summary of the time since the last one, when it is due and has something to tell. */
    @Scheduled(fixedDelayString = "${postern.alerts.tick:5s}", initialDelayString = "${postern.alerts.tick:5s}")
    @Transactional
    void digest() {
        Instant due = lastDue();
        Last last = last("digest");
        if (last.isBefore(due) && advance("digest", last, due) && last.at() != null) {
            queueDigest(last.at(), due);
        }
    }

    private void queueBatch() {
        if (!recipients.mailsEnabled()) {
            // Old alerts are not mailed when somebody switches the mails on later.
            mails.markMailed(0);
            return;
        }
        Instant now = clock.instant();
        Last last = last("batch");
        if (last.isWithin(properties.mailInterval(), now) || !advance("batch", last, now)) {
            return;
        }
        long batch = last.round() + 1;
        mails.markMailed(batch);
        List<Topic> topics = mails.topics(MailableAlerts.since(batch));
        List<AlertRecipients.Reader> subscribers = recipients.all().stream()
                .filter(recipient -> !recipient.subscription().atOnce(topics).isEmpty())
                .toList();
        subscribers.forEach(recipient ->
                outbox.enqueueUnlessWaiting(alertMail, recipient.user().id(), Long.toString(batch)));
        if (subscribers.isEmpty()) {
            // No mail was queued, so the interval does not begin.
            set("batch", last.at());
        }
    }

    private void queueDigest(Instant from, Instant due) {
        List<Topic> topics = mails.topics(MailableAlerts.between(from, due));
        String reference = AlertMail.span(from, due);
        for (AlertRecipients.Reader recipient : recipients.all()) {
            Set<Topic> digestTopics = recipient.subscription().inDigest(topics);
            if (!digestTopics.isEmpty()) {
                outbox.enqueue(digestMail, recipient.user().id(), reference);
            }
        }
    }

    /** When the summary was last due, by the time zone of the installation. */
    private Instant lastDue() {
        ZonedDateTime now = clock.instant().atZone(installation.current().timeZone());
        ZonedDateTime today = now.toLocalDate().atTime(settings.digestTime()).atZone(now.getZone());
        ZonedDateTime last = today.isAfter(now)
                ? now.toLocalDate().minusDays(1).atTime(settings.digestTime()).atZone(now.getZone())
                : today;
        return last.toInstant();
    }

    private Last last(String name) {
        return jdbc.sql("select last_run_at as at, runs as round from alert_mail_schedule where name = ?")
                .param(name)
                .query(Last.class)
                .optional()
                .orElseGet(() -> new Last(null, mails.lastBatch()));
    }

    /** False when another instance moved the row on meanwhile. A missing row is made. */
    private boolean advance(String name, Last from, Instant to) {
        jdbc.sql("insert into alert_mail_schedule (name, runs) select :name, :round"
                        + " where not exists (select 1 from alert_mail_schedule where name = :name)")
                .param("name", name)
                .param("round", from.round())
                .update();
        return jdbc.sql("update alert_mail_schedule set runs = runs + 1, last_run_at = ? where name = ? and runs = ?")
                        .params(Timestamp.from(to), name, from.round())
                        .update()
                == 1;
    }

    private void set(String name, @Nullable Instant at) {
        jdbc.sql("update alert_mail_schedule set last_run_at = ? where name = ?")
                .param(at == null ? null : Timestamp.from(at))
                .param(name)
                .update();
    }
}
