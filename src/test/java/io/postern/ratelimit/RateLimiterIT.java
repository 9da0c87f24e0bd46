package io.postern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource
class RateLimiterIT {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final RateLimiter rateLimiter;

    RateLimiterIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        jdbc = JdbcClient.create(database);
        rateLimiter = new RateLimiter(jdbc, new JdbcTemplate(database), transactions, clock);
    }

    @Test
    void asManyAsAllowedPassWithinAWindow() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> rateLimiter.tryAcquire("key", 3, WINDOW)))
                .containsExactly(true, true, true, false, false);
        assertThat(rateLimiter.tryAcquire("another", 3, WINDOW)).isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNoWindowOpen() {
        rateLimiter.tryAcquire("key", 1, WINDOW);
        rateLimiter.tryAcquire("other", 1, WINDOW);
        clock.advance(Duration.ofDays(-1));
        Upkeep.correct(jdbc, clock, RateLimitUpkeep.windowsOfTheFuture());
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isTrue();
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isFalse();
        assertThat(transaction.<List<Boolean>>execute(
                        status -> rateLimiter.tryAcquireAll(List.of("other", "other"), 1, WINDOW)))
                .containsExactly(true, false);
    }

    @Test
    void writesNothingForARefusedCall() {
        rateLimiter.tryAcquire("key", 1, WINDOW);
        clock.advance(WINDOW.minusSeconds(1));
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isFalse();
        assertThat(jdbc.sql("select hits from rate_limit").query(Integer.class).single())
                .isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isTrue();
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isFalse();
    }

    @Test
    void ofManyAtOnceExactlyAsManyAsAllowedPass() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String key = "round " + (round % 2);
                clock.advance(WINDOW);
                Callable<Boolean> attempt = () -> rateLimiter.tryAcquire(key, 3, WINDOW);
                List<Future<Boolean>> answers = threads.invokeAll(
                        IntStream.range(0, 24).mapToObj(i -> attempt).toList());
                int passed = 0;
                for (Future<Boolean> answer : answers) {
                    passed += answer.get() ? 1 : 0;
                }
                assertThat(passed).isEqualTo(3);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRolledBackCallerHasBeenCounted() {
        transaction.executeWithoutResult(status -> {
            rateLimiter.tryAcquire("key", 1, WINDOW);
            status.setRollbackOnly();
        });
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isFalse();
    }

    @Test
    void allowsTheLimitPerKeyInOneTransaction() {
        rateLimiter.tryAcquire("a", 3, WINDOW);
        assertThat(all("a", "b", "a", "a", "b")).containsExactly(true, true, true, false, true);
        assertThat(all("b", "b")).containsExactly(true, false);
        clock.advance(WINDOW);
        assertThat(all("b", "b", "b", "b")).containsExactly(true, true, true, false);
        assertThat(all()).isEmpty();
    }

    @Test
    void countsNothingOfARolledBackTransaction() {
        transaction.executeWithoutResult(status -> {
            assertThat(rateLimiter.tryAcquireAll(List.of("key", "key"), 2, WINDOW))
                    .containsExactly(true, true);
            status.setRollbackOnly();
        });
        assertThat(all("key", "key")).containsExactly(true, true);
    }

    @Test
    void allowsExactlyTheLimitAcrossTransactions() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Long> attempt = () -> repeated("one", "two", "one");
            long passed = 0;
            for (Future<Long> answer : threads.invokeAll(
                    IntStream.range(0, 24).mapToObj(i -> attempt).toList())) {
                passed += answer.get();
            }
            assertThat(passed).isEqualTo(3 + 3);
        } finally {
            threads.shutdownNow();
        }
    }

    private long repeated(String... keys) {
        try {
            return all(keys).stream().filter(may -> may).count();
        } catch (DuplicateKeyException | TransientDataAccessException anotherOpenedTheWindow) {
            return repeated(keys);
        }
    }

    private List<Boolean> all(String... keys) {
        return transaction.execute(status -> rateLimiter.tryAcquireAll(List.of(keys), 3, WINDOW));
    }

    @Test
    void resetForgets() {
        rateLimiter.tryAcquire("key", 1, WINDOW);
        rateLimiter.reset("key");
        assertThat(rateLimiter.tryAcquire("key", 1, WINDOW)).isTrue();
    }

    @Test
    void aCounterIsKeptWhileItsWindowIsOpen() {
        rateLimiter.tryAcquire("old", 1, WINDOW);
        clock.advance(Duration.ofMinutes(10));
        rateLimiter.tryAcquire("young", 1, WINDOW);
        clock.advance(Duration.ofMinutes(5));
        Upkeep.purge(jdbc, clock, RateLimitUpkeep.closedWindows());
        assertThat(jdbc.sql("select limit_key from rate_limit")
                        .query(String.class)
                        .list())
                .containsExactly("young");
    }

    @Test
    void keysOfAnyLengthAndContentAreToldApart() {
        String typed = "x".repeat(100_000) + '\0';
        assertThat(rateLimiter.tryAcquire(typed, 1, WINDOW)).isTrue();
        assertThat(rateLimiter.tryAcquire(typed, 1, WINDOW)).isFalse();
        assertThat(rateLimiter.tryAcquire(typed + '1', 1, WINDOW)).isTrue();
    }
}
