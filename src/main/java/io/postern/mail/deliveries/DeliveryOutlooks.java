package io.postern.mail.deliveries;

import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happens next with a mail, and with those that wait beside it. */
@Component
class DeliveryOutlooks {

    private final QueueHold queueHold;
    private final DomainHold domainHold;

    DeliveryOutlooks(QueueHold queueHold, DomainHold domainHold) {
        this.queueHold = queueHold;
        this.domainHold = domainHold;
    }

    /**
     * What the page says of it.
     *
     * @param text message key
     * @param nextProbe when one of the mails that wait is tried next, or null
     */
    record Outlook(String text, List<String> parameters, @Nullable Instant nextProbe) {}

    /** Null where the state of the mail says it. */
    @Nullable
    Outlook of(Deliveries.Entry entry) {
        if (entry.state() == DeliveryState.FAILED) {
            return alone("mail.deliveries.next.ended");
        }
        if (entry.state() != DeliveryState.QUEUED) {
            return null;
        }
        Optional<QueueHold.Hold> hold = queueHold.current();
        if (hold.isPresent()) {
            return hold.get().byPerson()
                    ? alone("mail.deliveries.next.paused")
                    : new Outlook(
                            "mail.deliveries.next.held", List.of(), hold.get().nextProbe());
        }
        String domain = entry.recipient() == null
                ? ""
                : entry.recipient().substring(entry.recipient().lastIndexOf('@') + 1);
        Instant nextProbe = domainHold.nextProbes().get(domain);
        if (nextProbe != null) {
            return new Outlook("mail.deliveries.next.domain", List.of(domain), nextProbe);
        }
        return entry.reason() == null ? null : alone("mail.deliveries.next.again");
    }

    private static Outlook alone(String text) {
        return new Outlook(text, List.of(), null);
    }
}
