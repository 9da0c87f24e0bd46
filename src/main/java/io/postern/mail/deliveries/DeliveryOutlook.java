package io.postern.mail.deliveries;

import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What happens next with a mail, and with the others. */
@Component
class DeliveryOutlook {

    private final QueueHold queueHold;
    private final DomainHold domainHold;
    private final MessageSource messages;

    DeliveryOutlook(QueueHold queueHold, DomainHold domainHold, MessageSource messages) {
        this.queueHold = queueHold;
        this.domainHold = domainHold;
        this.messages = messages;
    }

    /** In words; null where the mail's state says it. */
    @Nullable
    String of(Deliveries.Entry entry, Locale locale) {
        if (entry.state() == DeliveryState.FAILED) {
            return messages.getMessage("mail.deliveries.next.ended", null, locale);
        }
        if (entry.state() != DeliveryState.QUEUED) {
            return null;
        }
        Optional<QueueHold.Hold> hold = queueHold.current();
        if (hold.isPresent()) {
            String key = hold.get().byPerson() ? "mail.deliveries.next.paused" : "mail.deliveries.next.held";
            return messages.getMessage(key, null, locale);
        }
        String domain = entry.recipient() == null
                ? ""
                : entry.recipient().substring(entry.recipient().lastIndexOf('@') + 1);
        if (domainHold.nextProbes().containsKey(domain)) {
            return messages.getMessage("mail.deliveries.next.domain", new Object[] {domain}, locale);
        }
        return entry.reason() == null ? null : messages.getMessage("mail.deliveries.next.again", null, locale);
    }
}
