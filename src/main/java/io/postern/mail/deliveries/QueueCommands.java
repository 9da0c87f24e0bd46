package io.postern.mail.deliveries;

import io.postern.database.DatabaseTime;
import io.postern.mail.MailKind;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.MailKinds;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueIntervention;
import io.postern.mail.queue.Refusals;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person can do to the queue. Each action has its line in the trail. */
@Component
class QueueCommands {

    private final JdbcClient jdbc;
    private final MailKinds kinds;
    private final QueueHold queueHold;
    private final Refusals refusals;
    private final DomainHold domainHold;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    QueueCommands(
            JdbcClient jdbc,
            MailKinds kinds,
            QueueHold queueHold,
            Refusals refusals,
            DomainHold domainHold,
            ApplicationEventPublisher events,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.queueHold = queueHold;
        this.refusals = refusals;
        this.domainHold = domainHold;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a waiting mail due now, or queues an unsent one again with a full lifetime. False if neither is possible. */
    @Transactional
    public boolean retry(Deliveries.Entry mail) {
        return retry(mail, null);
    }

    /**
     * The same.
     *
     * @param priority of one that is queued again; null for the one that it had
     */
    @Transactional
    public boolean retry(Deliveries.Entry mail, MailKind.@Nullable Priority priority) {
        Optional<MailKind> kind = kinds.named(mail.kind());
        if (kind.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        boolean done = jdbc.sql(
                                """
                                update delivery
                                set state = 'QUEUED', due_at = :now, finished_at = null,
                                    expires_at = case when state = 'QUEUED' then expires_at else :expires end,
                                    priority = case when state = 'QUEUED' then priority else coalesce(:priority, priority) end,
                                    attempts = case when state = 'QUEUED' then attempts else 0 end,
                                    reason = case when state = 'QUEUED' then reason end
                                where id = :id and (state = 'QUEUED'
                                    or (state in ('FAILED', 'DROPPED', 'CANCELLED') and user_id is not null))
                                """)
                        .param("now", Timestamp.from(now))
                        .param(
                                "expires",
                                Timestamp.from(now.plus(
                                        priority == null
                                                ? kind.get().lifetime()
                                                : kind.get().lifetime(priority))))
                        .param("priority", priority == null ? null : priority.rank(), Types.SMALLINT)
                        .param("id", mail.id())
                        .update()
                == 1;
        if (done) {
            domainHold.liftFor(mail.id());
            events.publishEvent(new QueueIntervention("retried", mail.id(), mail.username()));
        }
        return done;
    }

    /** Cancels a waiting mail. False if it no longer waits. */
    @Transactional
    public boolean cancel(Deliveries.Entry mail) {
        boolean done = jdbc.sql(
                                """
                                update delivery
                                set state = 'CANCELLED', finished_at = ?, client_address = null, client_device = null,
                                    reference = case when user_id is null then null else reference end
                                where id = ? and state = 'QUEUED'
                                """)
                        .param(Timestamp.from(clock.instant()))
                        .param(mail.id())
                        .update()
                == 1;
        if (done) {
            events.publishEvent(new QueueIntervention("cancelled", mail.id(), mail.username()));
        }
        return done;
    }

    @Transactional
    public void pause() {
        queueHold.pause();
        events.publishEvent(new QueueIntervention("paused", null, null));
    }

    @Transactional
    public void resume() {
        queueHold.resume();
        refusals.forget();
        events.publishEvent(new QueueIntervention("resumed", null, null));
    }
}
