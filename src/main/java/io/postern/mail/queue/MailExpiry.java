package io.postern.mail.queue;

import io.postern.audit.AuditEntry;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.MailRefused;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives up mails that were not sent within their life, whether the queue moves or not. It looks up whom they were for, so that
 * somebody who asks why no mail came finds the answer under that name.
 */
@Component
public class MailExpiry {

    private static final Logger log = LoggerFactory.getLogger(MailExpiry.class);
    private static final int AT_ONCE = 1000;

    private final DeliveryQueue queue;
    private final MailKinds kinds;
    private final DeliveryCounters counters;
    private final ApplicationEventPublisher events;

    MailExpiry(DeliveryQueue queue, MailKinds kinds, DeliveryCounters counters, ApplicationEventPublisher events) {
        this.queue = queue;
        this.kinds = kinds;
        this.counters = counters;
        this.events = events;
    }

    /** A thousand at most; the next call goes on. */
    @Transactional
    public void dropExpired() {
        drop(queue.lockExpired(AT_ONCE), null);
    }

    /**
     * Gives up mails whose time is over.
     *
     * @param owner of their lease, or null if they wait
     */
    @Transactional
    public void drop(List<QueuedMail> expired, @Nullable UUID owner) {
        if (expired.isEmpty()) {
            return;
        }
        Map<Long, Recipient> users = kinds.recipients(expired);
        Map<QueuedMail, ComposedMail.Dropped> drops = new HashMap<>();
        for (QueuedMail mail : expired) {
            Recipient user = users.get(mail.id());
            drops.put(mail, new ComposedMail.Dropped(user, DropReason.EXPIRED));
            counters.dropped(mail.kind(), DropReason.EXPIRED);
            if (user != null) {
                events.publishEvent(new AuditEntry(
                        "mail.deliveries.audit.expired",
                        "#" + mail.id() + " " + user.username(),
                        Map.of("kind", mail.kind())));
            }
        }
        queue.drop(drops, owner);
        if (!users.isEmpty()) {
            events.publishEvent(new MailRefused.Expired(users.size()));
        }
        log.warn("{} mails were not sent within their time and are given up", expired.size());
    }
}
