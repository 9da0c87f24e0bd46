package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.ComposedMail;
import io.postern.mail.QueuedMail;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.message.LetterRenderer;
import io.postern.mail.message.MessageIds;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.queue.DeliveryCounters;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.queue.FailureRecorder;
import io.postern.mail.queue.MailExpiry;
import io.postern.mail.queue.MailKinds;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the letters of a claimed batch written, all in one transaction, and renders them after it. If one of them can't be written, the
 * batch is done again mail by mail. An error puts off its mail alone, a stack that overflows included.
 */
@Component
class BatchComposer {

    private static final Logger log = LoggerFactory.getLogger(BatchComposer.class);

    /** By what was typed, so that two instances take the same person's rows in the same order. */
    private static final Comparator<QueuedMail> ORDER = Comparator.comparing(
                    QueuedMail::reference, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(QueuedMail::id);

    private final MailKinds kinds;
    private final DeliveryQueue queue;
    private final LetterRenderer renderer;
    private final MessageIds messageIds;
    private final MailExpiry expiry;
    private final FailureRecorder failures;
    private final DeliveryCounters counters;
    /** For a boundary within a method: a failure is caught outside, and the batch is done again mail by mail. */
    private final TransactionTemplate transaction;

    private final DatabaseTime clock;

    BatchComposer(
            MailKinds kinds,
            DeliveryQueue queue,
            LetterRenderer renderer,
            MessageIds messageIds,
            MailExpiry expiry,
            FailureRecorder failures,
            DeliveryCounters counters,
            TransactionTemplate transaction,
            DatabaseTime clock) {
        this.kinds = kinds;
        this.queue = queue;
        this.renderer = renderer;
        this.messageIds = messageIds;
        this.expiry = expiry;
        this.failures = failures;
        this.counters = counters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The messages that are ready, in the order in which their rows were claimed: the most urgent first. */
    Map<OutgoingMail, QueuedMail> compose(List<QueuedMail> claimed, UUID owner, SmtpAccount.Sender sender) {
        List<Long> urgency = claimed.stream().map(QueuedMail::id).toList();
        Map<OutgoingMail, QueuedMail> ready = new LinkedHashMap<>();
        Map<QueuedMail, ComposedMail.Written> letters = write(
                claimed.stream().sorted(ORDER).toList(), owner, sender.from().domain());
        letters.entrySet().stream()
                .sorted(Comparator.comparing(
                        letter -> urgency.indexOf(letter.getKey().id())))
                .forEach(letter -> orPutOff(letter.getKey(), owner, () -> {
                    QueuedMail row = letter.getKey();
                    String messageId = String.valueOf(row.messageId());
                    ComposedMail.Written mail = letter.getValue();
                    ready.put(renderer.render(mail.letter(), mail.to(), sender, messageId, clock.instant()), row);
                }));
        return ready;
    }

    private Map<QueuedMail, ComposedMail.Written> write(List<QueuedMail> ordered, UUID owner, String messageIdDomain) {
        try {
            return inOneTransaction(ordered, owner, messageIdDomain);
        } catch (RuntimeException | StackOverflowError oneOfThem) {
            log.debug("A batch is composed mail by mail after a failure", oneOfThem);
        }
        Map<QueuedMail, ComposedMail.Written> letters = new HashMap<>();
        ordered.forEach(row ->
                orPutOff(row, owner, () -> letters.putAll(inOneTransaction(List.of(row), owner, messageIdDomain))));
        return letters;
    }

    private void orPutOff(QueuedMail row, UUID owner, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            log.error("Mail {} of kind {} could not be composed", row.id(), row.kind(), e);
            failures.notComposed(row, owner);
        }
    }

    private Map<QueuedMail, ComposedMail.Written> inOneTransaction(
            List<QueuedMail> rows, UUID owner, String messageIdDomain) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Map<QueuedMail, ComposedMail.Written> letters = new LinkedHashMap<>();
            Map<QueuedMail, ComposedMail.Dropped> drops = new LinkedHashMap<>();
            Instant now = clock.instant();
            Map<Boolean, List<QueuedMail>> alive = rows.stream()
                    .collect(Collectors.partitioningBy(row -> row.expiresAt().isAfter(now)));
            expiry.drop(Objects.requireNonNull(alive.get(false)), owner);
            List<QueuedMail> waiting = Objects.requireNonNull(alive.get(true));
            Map<Long, ComposedMail> composed = compose(waiting);
            for (QueuedMail row : waiting) {
                ComposedMail mail = Objects.requireNonNull(composed.get(row.id()));
                if (mail instanceof ComposedMail.Written written) {
                    letters.put(row.to(written.user(), messageIds.create(UUID.randomUUID(), messageIdDomain)), written);
                } else if (mail instanceof ComposedMail.Dropped dropped) {
                    drops.put(row, dropped);
                    counters.dropped(row.kind(), dropped.reason());
                }
            }
            queue.drop(drops, owner);
            Set<Long> mine = queue.written(letters, owner);
            letters.keySet().removeIf(row -> !mine.contains(row.id()));
            return letters;
        }));
    }

    /** Each kind gets all of its mails at once, so that it can read and write for them together. */
    private Map<Long, ComposedMail> compose(List<QueuedMail> rows) {
        Map<Long, ComposedMail> composed = new HashMap<>();
        rows.stream()
                .collect(Collectors.groupingBy(kinds::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((kind, batch) -> composed.putAll(kind.compose(batch)));
        return composed;
    }
}
