package io.postern.ratelimit;

import io.postern.crypto.Sha256;
import io.postern.database.DatabaseTime;
import io.postern.database.DuplicateKeyRetry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts events by key, in the database and so across instances. A window opens with the first event of a key and ends a fixed time
 * later. A key is any text. A refused event writes nothing.
 */
@Component
public class RateLimiter {

    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    /** For a boundary within a method: what is repeated is the whole transaction. */
    private final TransactionTemplate newTransaction;

    private final DatabaseTime time;

    RateLimiter(JdbcClient jdbc, JdbcTemplate batches, PlatformTransactionManager transactions, DatabaseTime time) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.newTransaction = new TransactionTemplate(transactions);
        this.newTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.time = time;
    }

    /**
     * Counts one event in a transaction of its own, so that it counts even if the caller's is rolled back.
     *
     * @return whether it was counted, that is, whether it may happen: not when {@code max} events were counted in the open window
     */
    public boolean tryAcquire(String key, int max, Duration window) {
        return Boolean.TRUE.equals(DuplicateKeyRetry.of(() -> newTransaction.execute(
                status -> count(List.of(key), max, window).get(0))));
    }

    /**
     * Counts one event of each key, one after the other, in the caller's transaction: counted if that commits. Until then, others wait
     * who count the same.
     *
     * @return for each event in its place, whether it was counted, that is, whether it may happen
     * @throws org.springframework.dao.DuplicateKeyException when another transaction opened the first window of a key at the same time:
     *     the caller's is then to be repeated as a whole
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Boolean> tryAcquireAll(List<String> keys, int max, Duration window) {
        return count(keys, max, window);
    }

    /** Whether as many events of the key were counted as may happen in the open window. Counts none. */
    public boolean isExhausted(String key, int max) {
        return jdbc.sql("select count(*) from rate_limit where limit_key = ? and window_end > ? and hits >= ?")
                        .params(stored(key), Timestamp.from(time.instant()), max)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Forgets what was counted. */
    public void reset(String key) {
        newTransaction.executeWithoutResult(status -> jdbc.sql("delete from rate_limit where limit_key = ?")
                .param(stored(key))
                .update());
    }

    private List<Boolean> count(List<String> keys, int max, Duration window) {
        if (keys.isEmpty() || max <= 0) {
            return keys.stream().map(key -> false).toList();
        }
        // As the database keeps it: a finer time would lie before the same time in a row.
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        Timestamp begin = Timestamp.from(now);
        Timestamp end = Timestamp.from(now.plus(window));
        List<String> stored = keys.stream().map(RateLimiter::stored).toList();
        // A window that has ended: the first event opens another. Sorted, so that two transactions lock in the same
        // order.
        batches.batchUpdate(
                """
                insert into rate_limit (limit_key, hits, window_begin, window_end)
                select ?, 1, ?, ? where not exists (select 1 from rate_limit where limit_key = ?)
                """,
                new TreeSet<>(stored)
                        .stream()
                                .map(key -> new Object[] {key, begin, begin, key})
                                .toList());
        int[] order = IntStream.range(0, keys.size())
                .boxed()
                .sorted(Comparator.comparing(stored::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] changed = batches.batchUpdate(
                """
                update rate_limit set hits = case when window_end > ? then hits + 1 else 1 end,
                    window_begin = case when window_end > ? then window_begin else ? end,
                    window_end = case when window_end > ? then window_end else ? end
                where limit_key = ? and (window_end <= ? or hits < ?)
                """,
                IntStream.of(order)
                        .mapToObj(
                                place -> new Object[] {begin, begin, begin, begin, end, stored.get(place), begin, max})
                        .toList());
        Boolean[] counted = new Boolean[keys.size()];
        IntStream.range(0, order.length).forEach(i -> counted[order[i]] = changed[i] == 1);
        return List.of(counted);
    }

    /** Fits the column, and holds no NUL, which PostgreSQL does not take. */
    private static String stored(String key) {
        if (key.length() <= LONGEST_KEY && key.chars().noneMatch(Character::isISOControl)) {
            return key;
        }
        return "sha256:" + Sha256.hex(key);
    }
}
