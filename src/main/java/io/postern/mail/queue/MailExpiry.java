package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.DropReason;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up what was not sent within its life, whether the queue moves or not. Who was meant is looked up, so that somebody who
 * asks why no mail came finds the answer under that name.
 */
@Component
public class MailExpiry {

    private static final Logger log = LoggerFactory.getLogger(MailExpiry.class);
    private static final int AT_ONCE = 50;
    private static final int MOST_PORTIONS = 20;

    private final DeliveryQueue queue;
    private final MailKinds kinds;
    private final DeliveryCounters counters;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final DatabaseTime clock;

    MailExpiry(
            DeliveryQueue queue,
            MailKinds kinds,
            DeliveryCounters counters,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            DatabaseTime clock) {
        this.queue = queue;
        this.kinds = kinds;
        this.counters = counters;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A thousand at most; the next call goes on. */
    public void dropExpired() {
        boolean more = true;
        for (int portion = 0; more && portion < MOST_PORTIONS; portion++) {
            more = Boolean.TRUE.equals(transaction.execute(status -> dropSome()));
        }
    }

    private boolean dropSome() {
        Instant now = clock.instant();
        List<QueuedMail> expired = queue.lockExpired(now, AT_ONCE);
        Map<Long, Recipient> users = kinds.recipients(expired);
        for (QueuedMail mail : expired) {
            Recipient user = users.get(mail.id());
            counters.dropped(mail.kind(), DropReason.EXPIRED);
            queue.expire(mail.id(), user, now);
            if (user != null) {
                events.publishEvent(new MailExpired(mail.id(), mail.kind(), user.username()));
            }
        }
        if (!expired.isEmpty()) {
            log.warn("{} mails were not sent within their time and are given up", expired.size());
        }
        return expired.size() == AT_ONCE;
    }
}
