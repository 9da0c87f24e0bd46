package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.MailRefused;
import io.postern.mail.QueuedMail;
import io.postern.net.EmailAddress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells other rooms which mails the server refused for good, and to whom that is over. In the caller's transaction. */
@Component
class RefusedMails {

    private final JdbcClient jdbc;
    private final MailKinds kinds;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    RefusedMails(JdbcClient jdbc, MailKinds kinds, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.events = events;
        this.clock = clock;
    }

    /** The mail ended. */
    void refused(QueuedMail mail, @Nullable String reply) {
        if (kinds.of(mail).isToUnconfirmedAddress()) {
            return;
        }
        jdbc.sql("select recipient from delivery where id = ? and recipient is not null")
                .param(mail.id())
                .query(String.class)
                .optional()
                .map(EmailAddress::new)
                .ifPresent(to -> kinds.recipients(List.of(mail))
                        .values()
                        .forEach(user -> events.publishEvent(new MailRefused(user, to, reply))));
    }

    /** Makes due those of the mails that ended so, within their lives. */
    void dueAgain(List<Long> deliveries, Instant due) {
        List<Long> ended = jdbc.sql(
                        "select id from delivery where state = 'FAILED' and expires_at > :now and id in (:ids)")
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", deliveries)
                .query(Long.class)
                .list();
        if (!ended.isEmpty()) {
            jdbc.sql("update delivery set state = 'QUEUED', finished_at = null, due_at = :due"
                            + " where state = 'FAILED' and id in (:ids)")
                    .param("due", Timestamp.from(due))
                    .param("ids", ended)
                    .update();
            over(ended);
        }
    }

    /** The server accepted these mails, or they are tried again. */
    void over(List<Long> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        List<String> addresses = jdbc.sql(
                        "select recipient_key from delivery where id in (:ids) and recipient_key is not null")
                .param("ids", deliveries)
                .query(String.class)
                .list();
        if (!addresses.isEmpty()) {
            events.publishEvent(new MailRefused.Over(Set.copyOf(addresses)));
        }
    }
}
