package io.postern.delivery;

import io.postern.smtp.Mail;
import io.postern.smtp.SmtpProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the letters of a claimed batch written, all in one transaction. When one of them can't be written the batch is done again
 * mail by mail, so that it harms nobody else's.
 */
@Component
class Composer {

    private static final Logger log = LoggerFactory.getLogger(Composer.class);

    /** What was typed decides the order, so that two couriers take the same person's rows in the same order. */
    private static final Comparator<QueuedMail> ORDER = Comparator.comparing(
                    QueuedMail::reference, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(QueuedMail::id);

    private final MailKinds kinds;
    private final ClaimedMails inHand;
    private final LetterRenderer renderer;
    private final RetrySchedule retries;
    private final DeliveryCounters counters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Composer(
            MailKinds kinds,
            ClaimedMails inHand,
            LetterRenderer renderer,
            RetrySchedule retries,
            DeliveryCounters counters,
            TransactionTemplate transaction,
            Clock clock) {
        this.kinds = kinds;
        this.inHand = inHand;
        this.renderer = renderer;
        this.retries = retries;
        this.counters = counters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A mail that is ready to go, beside its row. */
    record Ready(QueuedMail row, Mail mail) {}

    /** A mail whose row does not say yet whom it is for. */
    record Draft(QueuedMail row, Addressee user, Mail mail) {}

    /** A mail that is not to be sent, and whom it was for where that is known. */
    record Drop(QueuedMail row, @Nullable Addressee user, DropReason reason) {}

    /** The mails that are ready, in the order in which they were claimed: the most urgent first. */
    List<Ready> compose(List<QueuedMail> claimed, UUID owner, String messageIdDomain) {
        List<Long> urgency = claimed.stream().map(QueuedMail::id).toList();
        return composeInOrder(claimed.stream().sorted(ORDER).toList(), owner, messageIdDomain).stream()
                .sorted(Comparator.comparing(
                        ready -> urgency.indexOf(ready.row().id())))
                .toList();
    }

    private List<Ready> composeInOrder(List<QueuedMail> ordered, UUID owner, String messageIdDomain) {
        try {
            return inOneTransaction(ordered, owner, messageIdDomain);
        } catch (RuntimeException oneOfThem) {
            log.debug("A batch is composed mail by mail after a failure", oneOfThem);
        }
        List<Ready> ready = new ArrayList<>();
        for (QueuedMail row : ordered) {
            try {
                ready.addAll(inOneTransaction(List.of(row), owner, messageIdDomain));
            } catch (RuntimeException e) {
                log.error("Mail {} of kind {} could not be composed", row.id(), row.kind(), e);
                inHand.requeue(
                        row.id(),
                        owner,
                        clock.instant().plus(retries.after(row.attempts() + 1)),
                        true,
                        SmtpProblem.UNEXPECTED.code());
                counters.attemptFailed(row.kind(), SmtpProblem.UNEXPECTED.code());
            }
        }
        return ready;
    }

    private List<Ready> inOneTransaction(List<QueuedMail> rows, UUID owner, String messageIdDomain) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            List<Draft> drafts = new ArrayList<>();
            List<Drop> drops = new ArrayList<>();
            compositions(rows, now).forEach((row, composition) -> {
                if (composition instanceof Composition.Written written) {
                    drafts.add(draft(row, written, messageIdDomain, now));
                } else if (composition instanceof Composition.Dropped dropped) {
                    drops.add(new Drop(row, dropped.user(), dropped.reason()));
                }
            });
            inHand.drop(drops, owner, now);
            drops.forEach(drop -> counters.dropped(drop.row().kind(), drop.reason()));
            Set<Long> mine = inHand.written(drafts, owner);
            return drafts.stream()
                    .filter(draft -> mine.contains(draft.row().id()))
                    .map(draft -> new Ready(draft.row(), draft.mail()))
                    .toList();
        }));
    }

    /** What each kind makes of its mails, which it gets at once so that it can read and write for all of them together. */
    private Map<QueuedMail, Composition> compositions(List<QueuedMail> rows, Instant now) {
        Map<QueuedMail, Composition> compositions = new LinkedHashMap<>();
        Map<MailKind, List<QueuedMail>> byKind = new LinkedHashMap<>();
        for (QueuedMail row : rows) {
            if (row.expiresAt().isAfter(now)) {
                byKind.computeIfAbsent(kinds.of(row), kind -> new ArrayList<>()).add(row);
            } else {
                Addressee user = kinds.addressee(row).orElse(null);
                compositions.put(row, new Composition.Dropped(user, DropReason.EXPIRED));
            }
        }
        byKind.forEach((kind, batch) -> {
            Iterator<Composition> made = kind.compose(batch).iterator();
            batch.forEach(row -> compositions.put(row, made.next()));
        });
        return compositions;
    }

    private Draft draft(QueuedMail row, Composition.Written written, String messageIdDomain, Instant now) {
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
        return new Draft(known, written.user(), renderer.render(written.letter(), messageId, now, written.to()));
    }
}
