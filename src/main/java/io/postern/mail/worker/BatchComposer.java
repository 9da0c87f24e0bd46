package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.mail.message.LetterRenderer;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.ClaimedMailUpdates;
import io.postern.mail.queue.DeliveryCounters;
import io.postern.mail.queue.FailureRecorder;
import io.postern.mail.queue.MailKinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the letters of a claimed batch written, all in one transaction, and renders them once that has ended. When one of them can't
 * be written the batch is done again mail by mail, and whatever a mail trips over, a stack that overflows included, puts off that mail
 * alone.
 */
@Component
class BatchComposer {

    private static final Logger log = LoggerFactory.getLogger(BatchComposer.class);

    /** What was typed decides the order, so that two instances take the same person's rows in the same order. */
    private static final Comparator<QueuedMail> ORDER = Comparator.comparing(
                    QueuedMail::reference, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(QueuedMail::id);

    private final MailKinds kinds;
    private final ClaimedMailUpdates claimedMails;
    private final LetterRenderer renderer;
    private final FailureRecorder failures;
    private final DeliveryCounters counters;
    private final TransactionTemplate transaction;
    private final DatabaseTime clock;

    BatchComposer(
            MailKinds kinds,
            ClaimedMailUpdates claimedMails,
            LetterRenderer renderer,
            FailureRecorder failures,
            DeliveryCounters counters,
            TransactionTemplate transaction,
            DatabaseTime clock) {
        this.kinds = kinds;
        this.claimedMails = claimedMails;
        this.renderer = renderer;
        this.failures = failures;
        this.counters = counters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A mail that is ready to go, beside its row. */
    record Ready(QueuedMail row, OutgoingMail mail) {}

    /** The mails that are ready, in the order in which they were claimed: the most urgent first. */
    List<Ready> compose(List<QueuedMail> claimed, UUID owner, String messageIdDomain) {
        List<Long> urgency = claimed.stream().map(QueuedMail::id).toList();
        return write(claimed.stream().sorted(ORDER).toList(), owner, messageIdDomain).stream()
                .sorted(Comparator.comparing(
                        draft -> urgency.indexOf(draft.row().id())))
                .flatMap(draft -> render(draft, owner).stream())
                .toList();
    }

    private Optional<Ready> render(ClaimedMailUpdates.Draft draft, UUID owner) {
        try {
            return Optional.of(
                    new Ready(draft.row(), renderer.render(draft.written(), draft.messageId(), clock.instant())));
        } catch (RuntimeException | StackOverflowError e) {
            putOff(draft.row(), owner, e);
            return Optional.empty();
        }
    }

    private List<ClaimedMailUpdates.Draft> write(List<QueuedMail> ordered, UUID owner, String messageIdDomain) {
        try {
            return inOneTransaction(ordered, owner, messageIdDomain);
        } catch (RuntimeException | StackOverflowError oneOfThem) {
            log.debug("A batch is composed mail by mail after a failure", oneOfThem);
        }
        List<ClaimedMailUpdates.Draft> drafts = new ArrayList<>();
        for (QueuedMail row : ordered) {
            try {
                drafts.addAll(inOneTransaction(List.of(row), owner, messageIdDomain));
            } catch (RuntimeException | StackOverflowError e) {
                putOff(row, owner, e);
            }
        }
        return drafts;
    }

    private void putOff(QueuedMail row, UUID owner, Throwable cause) {
        log.error("Mail {} of kind {} could not be composed", row.id(), row.kind(), cause);
        failures.notComposed(row, owner);
    }

    private List<ClaimedMailUpdates.Draft> inOneTransaction(List<QueuedMail> rows, UUID owner, String messageIdDomain) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            List<ClaimedMailUpdates.Draft> drafts = new ArrayList<>();
            List<ClaimedMailUpdates.Drop> drops = new ArrayList<>();
            compositions(rows, now).forEach((row, composition) -> {
                if (composition instanceof ComposedMail.Written written) {
                    drafts.add(draft(row, written, messageIdDomain));
                } else if (composition instanceof ComposedMail.Dropped dropped) {
                    drops.add(new ClaimedMailUpdates.Drop(row, dropped.user(), dropped.reason()));
                }
            });
            claimedMails.drop(drops, owner, now);
            drops.forEach(drop -> counters.dropped(drop.row().kind(), drop.reason()));
            Set<Long> mine = claimedMails.written(drafts, owner);
            return drafts.stream()
                    .filter(draft -> mine.contains(draft.row().id()))
                    .toList();
        }));
    }

    /** What each kind makes of its mails, which it gets at once so that it can read and write for all of them together. */
    private Map<QueuedMail, ComposedMail> compositions(List<QueuedMail> rows, Instant now) {
        Map<QueuedMail, ComposedMail> compositions = new LinkedHashMap<>();
        Map<MailKind, List<QueuedMail>> byKind = new LinkedHashMap<>();
        List<QueuedMail> expired = new ArrayList<>();
        for (QueuedMail row : rows) {
            if (row.expiresAt().isAfter(now)) {
                byKind.computeIfAbsent(kinds.of(row), kind -> new ArrayList<>()).add(row);
            } else {
                expired.add(row);
            }
        }
        Map<Long, Recipient> recipients = kinds.recipients(expired);
        expired.forEach(
                row -> compositions.put(row, new ComposedMail.Dropped(recipients.get(row.id()), DropReason.EXPIRED)));
        byKind.forEach((kind, batch) -> {
            Map<Long, ComposedMail> made = kind.compose(batch);
            batch.forEach(row -> compositions.put(row, Objects.requireNonNull(made.get(row.id()))));
        });
        return compositions;
    }

    private static ClaimedMailUpdates.Draft draft(
            QueuedMail row, ComposedMail.Written written, String messageIdDomain) {
        String messageId =
                row.messageId() == null ? "<" + UUID.randomUUID() + "@" + messageIdDomain + ">" : row.messageId();
        QueuedMail known = new QueuedMail(
                row.id(),
                row.kind(),
                written.user().id(),
                row.reference(),
                null,
                row.queuedAt(),
                row.expiresAt(),
                row.attempts(),
                messageId);
        return new ClaimedMailUpdates.Draft(known, messageId, written);
    }
}
