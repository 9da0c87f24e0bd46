package io.postern.accountlinks.reset;

import io.postern.accountlinks.AccountLinkProperties;
import io.postern.accountlinks.ResetLimitReached;
import io.postern.accountlinks.ResetQueueFull;
import io.postern.database.DuplicateKeyRetry;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.ratelimit.RateLimiter;
import io.postern.web.ClientAddresses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts requests for a reset. The work is the same for every identifier: count it and write one row of the queue. The user is looked
 * up when the row is sent, so that neither the answer nor its time can tell whether there is one.
 */
@Component
class ResetRequests {

    static final int LONGEST_IDENTIFIER = 320;
    private static final Logger log = LoggerFactory.getLogger(ResetRequests.class);

    private final Outbox outbox;
    private final ResetMail mail;
    private final RateLimiter rateLimiter;
    private final AccountLinkProperties properties;
    private final ApplicationEventPublisher events;

    /** For a boundary within a method: what is repeated is the whole transaction. */
    private final TransactionTemplate transaction;

    ResetRequests(
            Outbox outbox,
            ResetMail mail,
            RateLimiter rateLimiter,
            AccountLinkProperties properties,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.mail = mail;
        this.rateLimiter = rateLimiter;
        this.properties = properties;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Queues a request unless a limit forbids it. The caller does not learn which.
     *
     * @param identifier at most {@link #LONGEST_IDENTIFIER} characters
     * @param origin who asks
     */
    public void enqueue(String identifier, QueuedMail.Origin origin) {
        String network = ClientAddresses.networkOf(origin.address());
        boolean full = outbox.waiting(mail) >= properties.maxWaiting();
        boolean counted = Boolean.TRUE.equals(DuplicateKeyRetry.of(
                () -> transaction.execute(status -> countAndQueue(network, full ? null : identifier, origin))));
        if (counted && full) {
            refuse();
        } else if (!counted && rateLimiter.tryAcquire("reset-request-told:" + network, 1, properties.window())) {
            events.publishEvent(new ResetLimitReached(network));
        }
    }

    /** Both in one commit, since a commit costs more than what is in it. */
    private boolean countAndQueue(String network, @Nullable String identifier, QueuedMail.Origin origin) {
        boolean counted = rateLimiter
                .tryAcquireAll(
                        List.of("reset-request:" + network), properties.requestsPerAddress(), properties.window())
                .get(0);
        if (counted && identifier != null) {
            outbox.enqueueForIdentifier(mail, printable(identifier), origin);
        }
        return counted;
    }

    private void refuse() {
        log.warn("A password reset was refused, since {} requests wait", properties.maxWaiting());
        if (rateLimiter.tryAcquire("reset-request-not-taken-told", 1, properties.window())) {
            events.publishEvent(new ResetQueueFull(properties.maxWaiting()));
        }
    }

    /** No name has a control character, and PostgreSQL does not take NUL. */
    private static String printable(String typed) {
        return typed.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
