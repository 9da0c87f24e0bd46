package io.postern.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads for work that nothing else bounds: the system's resolver, the JDK's Kerberos, a request over HTTP. The thread that waits
 * goes on in time. The call that it leaves behind ends by itself. While too many calls are left behind, no further one starts.
 */
public final class DetachedCalls {

    private final ThreadPoolExecutor threads;

    public DetachedCalls(String name, int mostAtOnce) {
        threads = new ThreadPoolExecutor(0, mostAtOnce, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Gets what ends the wait when it is closed. */
    @FunctionalInterface
    public interface CancellationHook {
        void register(Closeable work) throws IOException;
    }

    /**
     * Waits for the work.
     *
     * @throws java.util.concurrent.CancellationException when what the hook was given is closed
     * @throws java.util.concurrent.RejectedExecutionException when too much was left behind
     */
    public <T> T get(Callable<T> work, Duration longest, CancellationHook hook)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            hook.register(() -> task.cancel(true));
            threads.execute(task);
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
