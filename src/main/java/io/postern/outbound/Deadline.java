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
 * What an attempt hangs by: when its time is up, or when it is cancelled, the socket that it waits on is closed. Read timeouts
 * alone would not do, since a server that drips one byte at a time never runs into them, and writing has none.
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
    private @Nullable Closeable held;
    private @Nullable ScheduledFuture<?> watch;

    public Deadline(Duration bound, Cancellation cancellation) {
        this.cancellation = cancellation;
        extend(bound);
        schedule(bound.toNanos());
        cancellation.onCancel(() -> cut(End.CANCELLED));
    }

    /** A new bound, counted from now. */
    public synchronized void extend(Duration bound) {
        deadline = System.nanoTime() + bound.toNanos();
    }

    /** From now on this is what is closed at the end. */
    public synchronized void hold(Closeable resource) throws IOException {
        held = resource;
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
            watch = WATCHDOG.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long left;
        synchronized (this) {
            left = deadline - System.nanoTime();
        }
        if (left > 0) {
            schedule(left);
        } else {
            cut(End.EXPIRED);
        }
    }

    private synchronized void cut(End why) {
        if (!closed && end == End.NONE) {
            end = why;
            release();
        }
    }

    /** Closes what is held and ends the watch. */
    @Override
    public void close() {
        cancellation.onCancel(null);
        synchronized (this) {
            closed = true;
            if (watch != null) {
                watch.cancel(false);
            }
            release();
        }
    }

    private void release() {
        if (held != null) {
            try {
                held.close();
            } catch (IOException ended) {
                // It is closed for whoever waits on it, whatever the system says to that.
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
