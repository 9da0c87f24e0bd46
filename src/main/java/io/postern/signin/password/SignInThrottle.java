package io.postern.signin.password;

import io.postern.database.DatabaseTime;
import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import java.io.Serial;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins in the database: by account, by the typed name, and by the client's network. People are told that a name or a
 * network is delayed, since this also happens to names that nobody has. They are not told that an account is delayed: that would show
 * which name and address belong to the same person. No account is locked: a reset by mail clears its delay.
 */
@Component
class SignInThrottle {

    private static final int MOST_DOUBLINGS = 20;

    private final JdbcClient jdbc;
    private final Users users;
    private final SignInProperties properties;
    private final DatabaseTime clock;

    SignInThrottle(JdbcClient jdbc, Users users, SignInProperties properties, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.properties = properties;
        this.clock = clock;
    }

    /** The keys by which a sign-in is counted. A name that nobody has gets as many as any other, so that it takes as long. */
    record Attempt(String account, String name, String network) {

        static Attempt of(Optional<User> user, String typed, String network) {
            String account = user.map(known -> known.id().toString()).orElse(Canonical.identifier(typed));
            return new Attempt(accountKey(account), nameKey(typed), cut("address:" + network));
        }
    }

    /** Until when such a sign-in is refused without looking at the password; empty when it is not. */
    Optional<Instant> blockedUntil(Attempt attempt) {
        return blockedUntil(List.of(attempt.name(), attempt.network()));
    }

    /** Whether the account takes no password now, not even the right one. */
    boolean isAccountBlocked(Attempt attempt) {
        return blockedUntil(List.of(attempt.account())).isPresent();
    }

    private Optional<Instant> blockedUntil(List<String> keys) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        select max(blocked_until) from sign_in_failure
                        where failure_key in (:keys) and blocked_until > :now
                        """)
                .param("keys", keys)
                .param("now", Timestamp.from(now))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /**
     * Counts a failure of the account and the name; true when it brought a delay.
     *
     * @throws DuplicateKeyException when another transaction counted a first failure at the same time; the transaction is to be repeated
     */
    boolean countAccountFailure(Attempt attempt) {
        // While the account takes no password, a guess is no guess, and its owner must not wait longer for it.
        boolean accountDelayed =
                !isAccountBlocked(attempt) && count(attempt.account(), properties.failuresPerAccount());
        boolean nameDelayed = count(attempt.name(), properties.failuresPerAccount());
        return accountDelayed || nameDelayed;
    }

    /**
     * Counts a failure of the client's network, likewise.
     *
     * @throws DuplicateKeyException likewise
     */
    boolean countNetworkFailure(Attempt attempt) {
        return count(attempt.network(), properties.failuresPerAddress());
    }

    /** A new password clears the delay, so that the owner has a way back. */
    @EventListener
    void on(UserEvent.PasswordChanged changed) {
        users.byId(changed.userId()).ifPresent(this::clear);
    }

    /** Forgets a user's failures under all names. */
    void clear(User user) {
        List<String> keys = new ArrayList<>(List.of(accountKey(user.id().toString()), nameKey(user.username())));
        user.email().ifPresent(address -> keys.add(nameKey(address.value())));
        jdbc.sql("delete from sign_in_failure where failure_key in (:keys)")
                .param("keys", keys)
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

    /** The same key for an address whose domain is typed in its own script and in punycode. */
    private static String nameKey(String typed) {
        return cut("name:"
                + EmailAddress.parse(typed).map(EmailAddress::canonical).orElseGet(() -> Canonical.identifier(typed)));
    }

    private static String cut(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200);
    }

    /** Too many sign-ins failed lately: the password was not looked at. */
    static final class Throttled extends AuthenticationException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final Instant until;

        Throttled(Instant until) {
            super("throttled");
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }
}
