package io.postern.mail.queue;

import io.postern.database.ClockSkew;
import io.postern.database.RetrySchedule;
import io.postern.mail.QueuedMail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes due what was queued or put off while the clock was ahead, on a machine that started with a wrong date say: it would wait,
 * and live, until the clock comes there again.
 */
@Component
public class ClockCorrection {

    private static final Logger log = LoggerFactory.getLogger(ClockCorrection.class);
    private static final int AT_ONCE = 50;
    private static final int MOST_PORTIONS = 20;

    private final DeliveryQueue queue;
    private final MailKinds kinds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClockCorrection(DeliveryQueue queue, MailKinds kinds, TransactionTemplate transaction, Clock clock) {
        this.queue = queue;
        this.kinds = kinds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A thousand of each priority at most; the next call goes on. */
    public void makeDue() {
        boolean more = true;
        for (int portion = 0; more && portion < MOST_PORTIONS; portion++) {
            more = Boolean.TRUE.equals(transaction.execute(status -> makeSomeDue()));
        }
    }

    private boolean makeSomeDue() {
        Instant now = clock.instant();
        List<QueuedMail> mails =
                queue.lockPutOffByWrongClock(now.plus(ClockSkew.ALLOWED), RetrySchedule.never(now), AT_ONCE);
        for (QueuedMail mail : mails) {
            Instant expires = kinds.named(mail.kind())
                    .map(kind -> now.plus(kind.lifetime()))
                    .orElse(mail.expiresAt());
            queue.makeDue(mail.id(), now, expires);
        }
        if (!mails.isEmpty()) {
            log.warn("The clock was set back: {} mails that waited for a time far ahead are due now", mails.size());
        }
        return mails.size() >= AT_ONCE;
    }
}
