package io.postern.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two who want the same row, so that one waits for the other for certain. */
public final class WaitingForALock {

    private WaitingForALock() {}

    /**
     * Starts work on a thread of its own, and returns when it waits for what the caller's transaction has locked. Work that does not wait
     * is done by then.
     */
    public static <T> CompletableFuture<T> begin(JdbcClient jdbc, Callable<T> work) {
        CompletableFuture<T> waits = CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        });
        String waiting = isPostgresql(jdbc)
                ? "select count(*) from pg_locks where not granted"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        while (!waits.isDone() && jdbc.sql(waiting).query(Integer.class).single() == 0) {
            Thread.onSpinWait();
        }
        return waits;
    }

    private static boolean isPostgresql(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from information_schema.tables where table_name = 'pg_locks'")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
