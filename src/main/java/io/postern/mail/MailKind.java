package io.postern.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A kind of mail, implemented by the feature that sends it. The queue knows a kind by its name alone and composes each mail at
 * the moment it is sent, so that no link is stored in the queue.
 *
 * <p>Its methods are called inside a transaction, mostly on a thread of the delivery worker, possibly for several mails at once.
 */
public interface MailKind {

    enum Priority {
        /** Somebody asked for it and waits: resets, confirmations of an address. */
        REQUEST(0),
        /** Concerns one person: security notices, an invitation by itself. */
        NOTICE(1),
        ALERT(2),
        DIGEST(3),
        /** One action caused it for many: invitations of an import. */
        BULK(4);

        private final int rank;

        Priority(int rank) {
            this.rank = rank;
        }

        /** Stored; the lower one goes first. */
        public int rank() {
            return rank;
        }
    }

    /** Stored in the row, part of message keys and metrics: lower case with hyphens. */
    String name();

    /** Unless it is caused in bulk. */
    Priority priority();

    /** How long after queueing it may still be sent. */
    Duration lifetime();

    /**
     * Writes the letters of a batch, several of which may be for one user. Called again at each attempt.
     *
     * @return what became of each mail, by its id
     */
    Map<Long, ComposedMail> compose(List<QueuedMail> batch);

    /**
     * Whom mails are for, by the mail's id, so that one that was never written is found under the name all the same. Mails whose
     * recipient is unknown are left out.
     */
    Map<Long, Recipient> recipients(List<QueuedMail> mails);

    /** Whether users may name any address, so that what a server says to such a mail must put no other mail on hold. */
    default boolean isToUnconfirmedAddress() {
        return false;
    }

    /** The server took responsibility for these; runs in the transaction that records this. */
    default void accepted(List<QueuedMail> mails) {}
}
