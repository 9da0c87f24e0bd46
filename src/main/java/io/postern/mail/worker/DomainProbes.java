package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.Refusals;
import io.postern.net.EmailAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Of the mails to a held domain, lets one go when it is time to probe the domain, and puts off the others. */
@Component
class DomainProbes {

    private final DomainHold domainHold;
    private final Refusals refusals;
    private final DeliveryQueue queue;
    private final DatabaseTime clock;

    DomainProbes(DomainHold domainHold, Refusals refusals, DeliveryQueue queue, DatabaseTime clock) {
        this.domainHold = domainHold;
        this.refusals = refusals;
        this.queue = queue;
        this.clock = clock;
    }

    /** Removes from the batch what waits. */
    void admit(Map<OutgoingMail, QueuedMail> batch, UUID owner) {
        Map<String, Instant> held = domainHold.nextProbes();
        Set<String> probed = new HashSet<>();
        Set<String> withNext = new HashSet<>();
        batch.entrySet().removeIf(mail -> {
            EmailAddress to = mail.getKey().to();
            String domain = to.domain();
            if (!held.containsKey(domain)
                    || refusals.isUntriedAndAlone(to)
                    || (probed.add(domain) && domainHold.takeProbe(domain))) {
                return false;
            }
            // The first is the next probe. The others need not be written again before a probe is taken, which makes
            // them due.
            Instant due = withNext.add(domain)
                    ? domainHold.nextProbes().getOrDefault(domain, clock.instant())
                    : clock.instant().plus(QueueHold.LONGEST_PROBE);
            queue.requeue(mail.getValue(), owner, due, false, null);
            return true;
        });
    }
}
