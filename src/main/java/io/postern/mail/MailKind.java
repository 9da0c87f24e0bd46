package io.postern.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A kind of mail, implemented by the feature that sends it. The queue knows a kind by its name, and composes each mail when it is sent,
 * so the queue stores no link.
 *
 * <p>The methods are called inside a transaction, mostly on a thread of the delivery worker, possibly for several mails at once.
 */
public interface MailKind {

    /** How long a mail that is caused in bulk may wait at least. */
    Duration LIFETIME_IN_BULK = Duration.ofDays(2);

    enum Priority {
        /** Somebody asked for it and waits: resets, confirmations of an address. */
        REQUEST(0),
        /** Concerns one person: security notices, an invitation by itself. */
        NOTICE(1),
        ALERT(2),
        DIGEST(3),
        /** One action caused many of them, such as an import. */
        BULK(4);

        private final int rank;

        Priority(int rank) {
            this.rank = rank;
        }

        /** Stored; the lower rank goes first. */
        public int rank() {
            return rank;
        }
    }

    /** Stored in the row, part of message keys and metrics: lower case with hyphens. */
    String name();

    /** Its priority, unless it is caused in bulk. */
    Priority priority();

    /** How long after queueing it may still be sent. */
    Duration lifetime();

    /** The same for one of many: it may wait longer, since all others go before it. */
    default Duration lifetime(Priority priority) {
        return priority == Priority.BULK && lifetime().compareTo(LIFETIME_IN_BULK) < 0 ? LIFETIME_IN_BULK : lifetime();
    }

    /**
     * Writes the letters of a batch; several may be for one user. Called again at each attempt.
     *
     * @return what became of each mail, by its id
     */
    Map<Long, ComposedMail> compose(List<QueuedMail> batch);

    /**
     * Whom mails are for, by the id of the mail, without those of unknown people. So a mail that was never written is found under the
     * name too.
     */
    Map<Long, Recipient> recipients(List<QueuedMail> mails);

    /** Whether users may name any address. Then a reply to such a mail must put no other mail on hold. */
    default boolean isToUnconfirmedAddress() {
        return false;
    }

    /** The server accepted these mails. Runs in the transaction that records it. */
    default void accepted(List<QueuedMail> mails) {}
}
