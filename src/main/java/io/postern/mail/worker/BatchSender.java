package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.FailureRecorder;
import io.postern.mail.queue.Leases;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.Refusals;
import io.postern.mail.settings.ActiveAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One batch after another: claimed, composed, and sent over one connection outside any transaction. */
@Component
class BatchSender {

    static final int BATCH = 50;

    private static final Logger log = LoggerFactory.getLogger(BatchSender.class);

    /** What was composed longer ago is composed again, since its link and its life count from then. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final DeliveryQueue queue;
    private final BatchComposer composer;
    private final SendingRate rate;
    private final AcceptanceService acceptances;
    private final FailureRecorder failures;
    private final QueueHold queueHold;
    private final Refusals refusals;
    private final DomainProbes domainProbes;
    private final ConnectionRampUp rampUp;
    private final Leases leases;
    private final SenderCache senders;
    private final StageMetrics stageMetrics;
    private final DatabaseTime clock;

    BatchSender(
            DeliveryQueue queue,
            BatchComposer composer,
            SendingRate rate,
            AcceptanceService acceptances,
            FailureRecorder failures,
            QueueHold queueHold,
            Refusals refusals,
            DomainProbes domainProbes,
            ConnectionRampUp rampUp,
            Leases leases,
            SenderCache senders,
            StageMetrics stageMetrics,
            DatabaseTime clock) {
        this.queue = queue;
        this.composer = composer;
        this.rate = rate;
        this.acceptances = acceptances;
        this.failures = failures;
        this.queueHold = queueHold;
        this.refusals = refusals;
        this.domainProbes = domainProbes;
        this.rampUp = rampUp;
        this.leases = leases;
        this.senders = senders;
        this.stageMetrics = stageMetrics;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param claimed how many mails were claimed
     * @param composed how many of these the server was asked to take or could not be asked
     * @param serverUnavailable whether the server accepts no mail for now
     */
    record Result(int claimed, int composed, boolean serverUnavailable) {

        static final Result NOTHING = new Result(0, 0, false);

        /** Whether there may be more to send, and a server that takes it. */
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
        SendingRate.Share share = rate.take(most, ready.maxPerMinute());
        if (share.mails() == 0) {
            return Result.NOTHING;
        }
        UUID owner = leases.begin();
        int unused = share.mails();
        int held = 1;
        try {
            Instant now = clock.instant();
            List<QueuedMail> claimed =
                    nextProbe == null ? queue.claim(owner, share.mails(), now) : queue.claimLongestDue(owner, now);
            held = claimed.size();
            if (claimed.isEmpty()) {
                return Result.NOTHING;
            }
            List<BatchComposer.Ready> composed = domainProbes.admit(
                    composer.compose(
                            claimed, owner, ready.account().sender().from().domain()),
                    owner);
            held = composed.size();
            OutcomeRecorder recorder = new OutcomeRecorder(
                    composed, owner, leases, nextProbe, acceptances, failures, refusals, queueHold, rampUp, clock);
            // Taken one by one, so that a stop lets the current mail finish and takes no other.
            Iterable<OutgoingMail> remaining = () -> composed.stream()
                    .takeWhile(each -> !stopping.getAsBoolean() && leases.isHeld(owner) && isFresh(each))
                    .map(BatchComposer.Ready::mail)
                    .filter(recorder::mayTry)
                    .iterator();
            try {
                senders.of(ready.account()).deliver(remaining, stageMetrics, recorder);
            } finally {
                unused -= recorder.attempted();
                held -= recorder.recorded();
            }
            return new Result(claimed.size(), composed.size(), recorder.serverUnavailable());
        } finally {
            if (held > 0) {
                leases.release(owner);
            } else {
                leases.end(owner);
            }
            giveBack(share, unused);
        }
    }

    /** An error here must not hide the one that ended the batch: a few mails fewer leave in this minute then. */
    private void giveBack(SendingRate.Share share, int unused) {
        try {
            rate.giveBack(share, unused);
        } catch (RuntimeException databaseFails) {
            log.warn("{} mails of this minute are not given back: {}", unused, databaseFails.toString());
        }
    }

    private boolean isFresh(BatchComposer.Ready ready) {
        Instant now = clock.instant();
        return ready.row().expiresAt().isAfter(now)
                && ready.mail().date().plus(FRESH).isAfter(now);
    }
}
