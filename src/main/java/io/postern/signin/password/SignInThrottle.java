package io.postern.signin.password;

import io.postern.database.DatabaseTime;
import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
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
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins in the database: as an account, as the name that was typed, and from a client's network. That a name or a
 * network is delayed is told, since it happens to a name that nobody has as well. That an account is delayed is not: it would show
 * which name and which address are the same person's. No account is locked: a reset by mail clears its delay.
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

    /** A sign-in, by what is counted of it: for a name that nobody has as much as for any other, so that it takes as long. */
    record Attempt(String account, String name, String network) {

        static Attempt of(Optional<User> user, String typed, String network) {
            String account = user.map(known -> known.id().toString()).orElse(Canonical.identifier(typed));
            return new Attempt(accountKey(account), nameKey(typed), cut("address:" + network));
        }
    }

    /** Until when such a sign-in is refused unheard, and told so; empty when it is heard. */
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
     * Counts a failure of the account and the name; true when it was one that brought a delay.
     *
     * @throws DuplicateKeyException when another transaction counted a first failure at the same time: to be done again as a whole
     */
    boolean countAccountFailure(Attempt attempt) {
        // While it takes no password no guess at it is one, and its owner is not to wait the longer.
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

    /** A new password clears the delay that guessing at the old one brought: the owner has a way back. */
    @EventListener
    void on(UserEvent.PasswordChanged changed) {
        users.byId(changed.userId()).ifPresent(this::clear);
    }

    /** Forgets the failures of a user, under whichever name. */
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

    /** One for an address, whether its domain is typed in its own script or as it is stored. */
    private static String nameKey(String typed) {
        return cut("name:"
                + EmailAddress.parse(typed).map(EmailAddress::canonical).orElseGet(() -> Canonical.identifier(typed)));
    }

    private static String cut(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200);
    }
}
