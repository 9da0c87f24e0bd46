package io.postern.mail.discovery;

import io.postern.outbound.Cancellation;
import io.postern.outbound.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things at the same time, few of them over all searches. When the search ends, what is under way ends too. */
final class ParallelWork {

    private static final Logger log = LoggerFactory.getLogger(ParallelWork.class);

    private static final int AT_ONCE = 12;
    private static final ThreadPoolExecutor THREADS = threads();

    private final Deadline deadline;

    ParallelWork(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Waits for all of the work.
     *
     * @param work each gets what ends its connections
     * @return in the order of the work; empty for what was not finished, or failed by an error of ours
     */
    <T> List<Optional<T>> all(List<Function<Cancellation, T>> work) {
        List<Cancellation> cancellations = new ArrayList<>();
        List<Future<T>> begun = new ArrayList<>();
        for (Function<Cancellation, T> one : work) {
            Cancellation cancellation = new Cancellation();
            cancellations.add(cancellation);
            begun.add(THREADS.submit(() -> one.apply(cancellation)));
        }
        Closeable end = () -> {
            cancellations.forEach(Cancellation::cancel);
            begun.forEach(future -> future.cancel(true));
        };
        try {
            deadline.closeAtEnd(end);
        } catch (IOException endedBefore) {
            // The work is ended already.
        }
        return begun.stream().map(ParallelWork::result).toList();
    }

    private static <T> Optional<T> result(Future<T> future) {
        try {
            return Optional.of(future.get());
        } catch (CancellationException ended) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException broken) {
            // Whatever somebody's answer has done to the code that reads it: the search goes on.
            log.warn("a part of the search for mail settings failed", broken.getCause());
            return Optional.empty();
        }
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "mail-discovery");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
