package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.ActiveAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims a batch, has it composed, and sends it over one connection, outside any transaction. */
@Component
class BatchSender {

    static final int BATCH = 50;

    private static final Logger log = LoggerFactory.getLogger(BatchSender.class);

    /** What was composed longer ago is composed again, since its link lives from then on. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final DeliveryQueue queue;
    private final QueueHold queueHold;
    private final BatchComposer composer;
    private final SendingRate rate;
    private final DomainProbes domainProbes;
    private final OutcomeRecorder outcomes;
    private final Leases leases;
    private final SenderCache senders;
    private final StageMetrics stageMetrics;
    private final DatabaseTime clock;

    BatchSender(
            DeliveryQueue queue,
            QueueHold queueHold,
            BatchComposer composer,
            SendingRate rate,
            DomainProbes domainProbes,
            OutcomeRecorder outcomes,
            Leases leases,
            SenderCache senders,
            StageMetrics stageMetrics,
            DatabaseTime clock) {
        this.queue = queue;
        this.queueHold = queueHold;
        this.composer = composer;
        this.rate = rate;
        this.domainProbes = domainProbes;
        this.outcomes = outcomes;
        this.leases = leases;
        this.senders = senders;
        this.stageMetrics = stageMetrics;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param claimed how many mails were claimed
     * @param composed how many of these were to be sent
     * @param serverUnavailable whether the server accepts no mail for now
     */
    record Result(int claimed, int composed, boolean serverUnavailable) {

        static final Result NOTHING = new Result(0, 0, false);

        /** Whether there may be more to send, and the server takes mail. */
        boolean mayHaveMore() {
            return claimed == BATCH && !serverUnavailable;
        }
    }

    /** Sends a batch of the most urgent mails. */
    Result send(ActiveAccount.Ready ready, BooleanSupplier stopping) {
        return sendBatch(ready, BATCH, null, stopping);
    }

    /** Sends the one mail that has been due for longest. */
    Result probe(ActiveAccount.Ready ready, Instant nextProbe, BooleanSupplier stopping) {
        return sendBatch(ready, 1, nextProbe, stopping);
    }

    private Result sendBatch(
            ActiveAccount.Ready ready, int most, @Nullable Instant nextProbe, BooleanSupplier stopping) {
        SendingRate.Share share = rate.take(ready.server(), most, ready.maxPerMinute());
        if (share.mails() == 0) {
            return Result.NOTHING;
        }
        UUID owner = leases.begin();
        int unused = share.mails();
        int held = 1;
        try {
            List<QueuedMail> claimed = claim(owner, share.mails(), nextProbe != null);
            held = claimed.size();
            if (claimed.isEmpty()) {
                return Result.NOTHING;
            }
            Map<OutgoingMail, QueuedMail> composed =
                    composer.compose(claimed, owner, ready.account().sender());
            domainProbes.admit(composed, owner);
            held = composed.size();
            OutcomeRecorder.Batch batch = outcomes.begin(composed, owner, ready.server(), nextProbe);
            // Asked for each, so that a stop lets the current mail finish and takes no other.
            Predicate<OutgoingMail> mayGo = mail -> !stopping.getAsBoolean()
                    && leases.isHeld(owner)
                    && isFresh(mail, Objects.requireNonNull(composed.get(mail)))
                    && batch.mayTry(mail);
            try {
                senders.of(ready).deliver(composed.keySet(), mayGo, stageMetrics.of(ready.server()), batch);
            } finally {
                unused -= batch.attempted();
                held -= batch.recorded();
            }
            return new Result(claimed.size(), composed.size(), batch.serverUnavailable());
        } finally {
            if (held > 0) {
                leases.release(owner);
            } else {
                leases.end(owner);
            }
            giveBack(share, unused);
        }
    }

    private List<QueuedMail> claim(UUID owner, int most, boolean probing) {
        if (!probing) {
            return queue.claim(owner, most);
        }
        return queueHold.servers().free().isEmpty() ? queue.claimLongestDue(owner) : queue.claimUntried(owner);
    }

    /** An error here must not hide the one that ended the batch. It costs this minute a few mails. */
    private void giveBack(SendingRate.Share share, int unused) {
        try {
            rate.giveBack(share, unused);
        } catch (RuntimeException databaseFails) {
            log.warn("{} mails of this minute are not given back: {}", unused, databaseFails.toString());
        }
    }

    private boolean isFresh(OutgoingMail mail, QueuedMail row) {
        Instant now = clock.instant();
        return row.expiresAt().isAfter(now) && mail.date().plus(FRESH).isAfter(now);
    }
}
