package io.postern.database;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets the transactions that write a batch to an embedded database do so one after the other. At each commit H2 writes every page
 * that was changed, by transactions that are still under way too, and a batch in the making would be written over and over. On
 * PostgreSQL nobody waits.
 */
@Component
public class EmbeddedWriteLock {

    private final @Nullable ReentrantLock lock;

    @Autowired
    public EmbeddedWriteLock(DatabaseLocation database) {
        this(database.isExclusive());
    }

    public EmbeddedWriteLock(boolean embedded) {
        lock = embedded ? new ReentrantLock() : null;
    }

    /**
     * Does the work while no other thread writes a batch.
     *
     * @param work whole transactions: a thread that waits for the lock must hold nothing that the work might wait for
     */
    public <T extends @Nullable Object> T withLock(Supplier<T> work) {
        if (lock == null) {
            return work.get();
        }
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
