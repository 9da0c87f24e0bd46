package io.postern.signin;

import io.postern.net.IpAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins by account and by client address in the database. An unknown name is counted like a known one, so that
 * the delay does not tell them apart. No account is locked: a reset by mail clears its delay.
 */
@Component
class SignInThrottle {

    private static final int MOST_DOUBLINGS = 20;

    private final JdbcClient jdbc;
    private final SignInProperties properties;
    private final Clock clock;

    SignInThrottle(JdbcClient jdbc, SignInProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Until when a sign-in as this account from this address is refused unheard; empty when it is heard. */
    Optional<Instant> blockedUntil(String account, String address) {
        return jdbc.sql(
                        """
                        select max(blocked_until) from sign_in_failure
                        where failure_key in (:account, :address) and blocked_until > :now
                        """)
                .param("account", accountKey(account))
                .param("address", addressKey(address))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /**
     * Counts a failure for both; true when it was the one that brought the delay.
     *
     * @throws DuplicateKeyException when another transaction counted a first failure at the same time: to be done again as a whole
     */
    boolean failed(String account, String address) {
        boolean accountBlocked = count(accountKey(account), properties.failuresPerAccount());
        boolean addressBlocked = count(addressKey(address), properties.failuresPerAddress());
        return accountBlocked || addressBlocked;
    }

    /** A known user's own name for the throttle, the same for username and address. */
    static String account(UUID user) {
        return user.toString();
    }

    void clear(String account) {
        jdbc.sql("delete from sign_in_failure where failure_key = ?")
                .param(accountKey(account))
                .update();
    }

    private boolean count(String key, int free) {
        Instant now = clock.instant();
        if (!increment(key, now)) {
            insert(key, now);
        }
        int failures = jdbc.sql("select failures from sign_in_failure where failure_key = ?")
                .param(key)
                .query(Integer.class)
                .optional()
                .orElse(1);
        @Nullable Duration delay = delay(failures - free);
        if (delay == null) {
            return false;
        }
        jdbc.sql("update sign_in_failure set blocked_until = ? where failure_key = ?")
                .param(Timestamp.from(now.plus(delay)))
                .param(key)
                .update();
        return true;
    }

    private @Nullable Duration delay(int beyondFree) {
        if (beyondFree < 0) {
            return null;
        }
        Duration delay = properties.delay().multipliedBy(1L << Math.min(beyondFree, MOST_DOUBLINGS));
        return delay.compareTo(properties.longestDelay()) > 0 ? properties.longestDelay() : delay;
    }

    private boolean increment(String key, Instant now) {
        return jdbc.sql(
                                """
                                update sign_in_failure
                                set failures = case when last_at < :old then 1 else failures + 1 end, last_at = :now
                                where failure_key = :key
                                """)
                        .param("old", Timestamp.from(now.minus(properties.longestDelay())))
                        .param("now", Timestamp.from(now))
                        .param("key", key)
                        .update()
                == 1;
    }

    private void insert(String key, Instant now) {
        jdbc.sql("insert into sign_in_failure (failure_key, failures, last_at) values (?, 1, ?)")
                .param(key)
                .param(Timestamp.from(now))
                .update();
    }

    private static String accountKey(String account) {
        return cut("account:" + account);
    }

    private static String addressKey(String address) {
        return cut("address:" + IpAddress.parse(address).map(IpAddress::network).orElse(address));
    }

    private static String cut(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200);
    }
}
