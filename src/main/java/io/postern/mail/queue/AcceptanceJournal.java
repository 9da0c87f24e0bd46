package io.postern.mail.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Acceptances in files beside an embedded database, until the database has them. For one row, H2 writes every page that was changed,
 * some 20 kB, which was half of what a mail cost; a line is appended in one write. Two files are used alternately, one to append to
 * while the database takes over the other, so that neither grows for long.
 */
final class AcceptanceJournal implements AutoCloseable {

    /** Held while the files change places, and for the time of one line. */
    private final Object appending = new Object();

    private final ReentrantLock handingOver = new ReentrantLock();

    private AcceptanceJournalFile current;
    private AcceptanceJournalFile other;

    /** @param files the file of each of the two names; opened here, with what a death has left in them */
    AcceptanceJournal(Function<String, AcceptanceJournalFile> files) {
        current = files.apply("accepted-1");
        try {
            other = files.apply("accepted-2");
        } catch (RuntimeException | Error unreadable) {
            current.close();
            throw unreadable;
        }
    }

    /**
     * Adds one; on return it outlives the process.
     *
     * @throws java.io.UncheckedIOException when it could not be written, and is not added
     */
    void append(Acceptance acceptance) {
        synchronized (appending) {
            current.append(acceptance);
        }
    }

    /**
     * Hands over all that was appended before, and forgets it once the database has it. What is handed over when the process dies in
     * between is handed over again at the next start.
     *
     * @param database returns when it has them; when it throws, they stay here
     */
    void handOver(Consumer<List<Acceptance>> database) {
        handingOver.lock();
        try {
            empty(other, database);
            synchronized (appending) {
                AcceptanceJournalFile full = current;
                current = other;
                other = full;
            }
            empty(other, database);
        } finally {
            handingOver.unlock();
        }
    }

    private static void empty(AcceptanceJournalFile file, Consumer<List<Acceptance>> database) {
        List<Acceptance> held = new ArrayList<>(file.held());
        if (!held.isEmpty()) {
            database.accept(held);
            file.clear();
        }
    }

    @Override
    public void close() {
        handingOver.lock();
        try {
            synchronized (appending) {
                current.close();
                other.close();
            }
        } finally {
            handingOver.unlock();
        }
    }
}
