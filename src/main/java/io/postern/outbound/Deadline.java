package io.postern.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds an attempt: when its time is up, or when it is cancelled, the socket that it waits on is closed. Read timeouts are not
 * enough: a server that sends one byte at a time never runs into them, and writing has none.
 */
public final class Deadline implements AutoCloseable {

    public enum End {
        NONE,
        EXPIRED,
        CANCELLED
    }

    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private final Cancellation cancellation;
    private long deadline;
    private End end = End.NONE;
    private boolean closed;
    private @Nullable Closeable resource;
    private @Nullable ScheduledFuture<?> check;

    public Deadline(Duration bound, Cancellation cancellation) {
        this.cancellation = cancellation;
        extend(bound);
        schedule(bound.toNanos());
        cancellation.onCancel(() -> terminate(End.CANCELLED));
    }

    /** A new bound, counted from now. */
    public synchronized void extend(Duration bound) {
        deadline = System.nanoTime() + bound.toNanos();
    }

    /** Sets what is closed when the time is up, instead of what was set before. */
    public synchronized void closeAtEnd(Closeable resource) throws IOException {
        this.resource = resource;
        if (end != End.NONE) {
            resource.close();
            throw new InterruptedIOException(end.name());
        }
    }

    public synchronized End end() {
        return end;
    }

    private synchronized void schedule(long nanos) {
        if (!closed) {
            check = WATCHDOG.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void check() {
        long left;
        synchronized (this) {
            left = deadline - System.nanoTime();
        }
        if (left > 0) {
            schedule(left);
        } else {
            terminate(End.EXPIRED);
        }
    }

    private synchronized void terminate(End why) {
        if (!closed && end == End.NONE) {
            end = why;
            release();
        }
    }

    /** Closes the resource and ends the check. */
    @Override
    public void close() {
        cancellation.onCancel(null);
        synchronized (this) {
            closed = true;
            if (check != null) {
                check.cancel(false);
            }
            release();
        }
    }

    private void release() {
        if (resource != null) {
            try {
                resource.close();
            } catch (IOException ended) {
                // The thread that waits on it goes on all the same.
            }
        }
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "smtp-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
