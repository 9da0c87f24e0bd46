package io.postern.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at the same moment, each on a thread of its own. */
public final class AtOnce {

    private AtOnce() {}

    /** What they answered, in their order; fails when one of them fails. */
    public static <T> List<T> all(List<? extends Callable<T>> things) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(things.size());
        CyclicBarrier start = new CyclicBarrier(things.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> thing : things) {
                running.add(threads.submit(() -> {
                    start.await();
                    return thing.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
