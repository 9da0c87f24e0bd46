package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.queue.ClaimedMailUpdates;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Of the mails to a domain that is held, lets one go when it is time to probe the domain, and puts the others off. */
@Component
class DomainProbes {

    private final DomainHold domainHold;
    private final Refusals refusals;
    private final ClaimedMailUpdates claimedMails;
    private final DatabaseTime clock;

    DomainProbes(DomainHold domainHold, Refusals refusals, ClaimedMailUpdates claimedMails, DatabaseTime clock) {
        this.domainHold = domainHold;
        this.refusals = refusals;
        this.claimedMails = claimedMails;
        this.clock = clock;
    }

    List<BatchComposer.Ready> admit(List<BatchComposer.Ready> composed, UUID owner) {
        Map<String, Instant> held = domainHold.nextProbes();
        if (held.isEmpty()) {
            return composed;
        }
        List<BatchComposer.Ready> admitted = new ArrayList<>();
        Set<String> probed = new HashSet<>();
        Set<String> withNext = new HashSet<>();
        for (BatchComposer.Ready each : composed) {
            String domain = each.mail().to().domain();
            if (!held.containsKey(domain)
                    || refusals.isUntriedAndAlone(each.mail().to())
                    || (probed.add(domain) && domainHold.takeProbe(domain))) {
                admitted.add(each);
            } else {
                // The first is the next probe. The others would be written again for nothing; they are due when one is
                // taken.
                Instant due = withNext.add(domain)
                        ? domainHold.nextProbes().getOrDefault(domain, clock.instant())
                        : clock.instant().plus(QueueHold.LONGEST_PROBE);
                claimedMails.requeue(each.row().id(), owner, due, false, null);
            }
        }
        return admitted;
    }
}
