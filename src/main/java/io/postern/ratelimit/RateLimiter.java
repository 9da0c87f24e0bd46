package io.postern.ratelimit;

import io.postern.crypto.Sha256;
import io.postern.database.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts events by key, in the database and so across instances. A window opens with the first event of a key and ends a fixed
 * time later.
 */
@Component
public class RateLimiter {

    private static final int LONGEST_KEY = 200;
    private static final int MAX_ATTEMPTS = 20;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate newTransaction;
    private final DatabaseTime clock;

    RateLimiter(JdbcClient jdbc, JdbcTemplate batches, PlatformTransactionManager transactions, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.newTransaction = new TransactionTemplate(transactions);
        this.newTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Counts one event, in a transaction of its own, so that a rolled back request counts all the same, unless {@code max} of them
     * were counted in the window that is open. A refused call writes nothing.
     *
     * @param key any text; a long one is kept as its SHA-256
     * @return whether the event was counted, that is, whether it may happen
     */
    public boolean tryAcquire(String key, int max, Duration window) {
        return tryAcquire(key, max, window, () -> {});
    }

    /**
     * Like {@link #tryAcquire(String, int, Duration)}, and lets the event happen in the same transaction, since a commit costs more than
     * all that is in it.
     *
     * @param event nothing but what the transaction undoes, since it may be repeated
     */
    public boolean tryAcquire(String key, int max, Duration window, Runnable event) {
        String stored = stored(key);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Boolean> answer = attempt(stored, max, window, event);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return false;
    }

    /** Whether as many events of the key were counted as may happen in the window that is open. Counts none. */
    public boolean isExhausted(String key, int max, Duration window) {
        return jdbc.sql("select hits, window_end from rate_limit where limit_key = ?")
                .param(stored(key))
                .query((row, number) -> Counter.of(row))
                .optional()
                .filter(counter -> counter.isOpen(clock.instant()) && counter.hits() >= max)
                .isPresent();
    }

    /**
     * Counts one event of each key, one after the other, in the caller's transaction: counted if that commits, and until then
     * others wait who count the same. When two transactions open the same key's first window at once, the second one fails and
     * is to be repeated as a whole.
     *
     * @return for each event in its place, whether it was counted, that is, whether it may happen
     */
    public List<Boolean> tryAcquireAll(List<String> keys, int max, Duration window) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<String> stored = keys.stream().map(RateLimiter::stored).toList();
        Map<String, Counter> before = locked(stored);
        Map<String, Counter> after = new TreeMap<>();
        List<Boolean> counted = new ArrayList<>();
        for (String key : stored) {
            Counter last = after.getOrDefault(key, before.getOrDefault(key, Counter.ENDED));
            Counter open = last.isOpen(now) ? last : new Counter(0, now.plus(window));
            boolean may = open.hits() < max;
            counted.add(may);
            if (may) {
                after.put(key, new Counter(open.hits() + 1, open.windowEnd()));
            }
        }
        write(
                "update rate_limit set hits = ?, window_begin = ?, window_end = ? where limit_key = ?",
                after,
                window,
                before::containsKey);
        write(
                "insert into rate_limit (hits, window_begin, window_end, limit_key) values (?, ?, ?, ?)",
                after,
                window,
                key -> !before.containsKey(key));
        return counted;
    }

    /** Forgets what was counted. */
    public void reset(String key) {
        newTransaction.executeWithoutResult(status -> jdbc.sql("delete from rate_limit where limit_key = ?")
                .param(stored(key))
                .update());
    }

    /** Empty when another caller came first with the same key: then the next attempt meets its row. */
    private Optional<Boolean> attempt(String key, int max, Duration window, Runnable event) {
        try {
            return newTransaction.execute(status -> {
                Optional<Boolean> counted = count(key, max, clock.instant(), window);
                counted.filter(may -> may).ifPresent(may -> event.run());
                return counted;
            });
        } catch (DuplicateKeyException lostTheRace) {
            return Optional.empty();
        }
    }

    private Optional<Boolean> count(String key, int max, Instant now, Duration window) {
        if (max <= 0) {
            return Optional.of(false);
        }
        Optional<Counter> found = jdbc.sql("select hits, window_end from rate_limit where limit_key = ?")
                .param(key)
                .query((row, number) -> Counter.of(row))
                .optional();
        if (found.isEmpty()) {
            jdbc.sql("insert into rate_limit (limit_key, hits, window_begin, window_end) values (?, 1, ?, ?)")
                    .params(key, Timestamp.from(now), Timestamp.from(now.plus(window)))
                    .update();
            return Optional.of(true);
        }
        boolean open = found.get().isOpen(now);
        if (open && found.get().hits() >= max) {
            return Optional.of(false);
        }
        // Guarded, since what was read may have changed.
        int counted = open
                ? jdbc.sql("update rate_limit set hits = hits + 1 where limit_key = ? and window_end > ? and hits < ?")
                        .params(key, Timestamp.from(now), max)
                        .update()
                : jdbc.sql(
                                "update rate_limit set hits = 1, window_begin = ?, window_end = ? where limit_key = ? and window_end = ?")
                        .params(
                                Timestamp.from(now),
                                Timestamp.from(now.plus(window)),
                                key,
                                Timestamp.from(found.get().windowEnd()))
                        .update();
        return counted == 1 ? Optional.of(true) : Optional.empty();
    }

    private Map<String, Counter> locked(List<String> keys) {
        Map<String, Counter> found = new HashMap<>();
        jdbc.sql("select limit_key, hits, window_end from rate_limit where limit_key in (:keys)"
                        + " order by limit_key for update")
                .param("keys", Set.copyOf(keys))
                .query(row -> {
                    found.put(row.getString(1), Counter.of(row));
                });
        return found;
    }

    private void write(String statement, Map<String, Counter> counters, Duration window, Predicate<String> which) {
        batches.batchUpdate(
                statement,
                counters.entrySet().stream()
                        .filter(each -> which.test(each.getKey()))
                        .map(each -> new Object[] {
                            each.getValue().hits(),
                            Timestamp.from(each.getValue().windowEnd().minus(window)),
                            Timestamp.from(each.getValue().windowEnd()),
                            each.getKey()
                        })
                        .toList());
    }

    private record Counter(int hits, Instant windowEnd) {

        static final Counter ENDED = new Counter(0, Instant.MIN);

        boolean isOpen(Instant now) {
            return windowEnd.isAfter(now);
        }

        static Counter of(ResultSet row) throws SQLException {
            return new Counter(
                    row.getInt("hits"), row.getTimestamp("window_end").toInstant());
        }
    }

    /** Fits the column, and holds no NUL, which PostgreSQL does not take. */
    private static String stored(String key) {
        if (key.length() <= LONGEST_KEY && key.chars().noneMatch(Character::isISOControl)) {
            return key;
        }
        return "sha256:" + Sha256.hex(key);
    }
}
