package io.postern.users.profile;

import io.postern.net.EmailAddress;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.PendingAddresses;
import io.postern.users.User;
import io.postern.users.UserChanges;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what users may change about themselves. */
@Component
class OwnProfile {

    /** Each sends a mail to the address that was typed. */
    static final int ADDRESSES = 5;

    static final Duration WINDOW = Duration.ofHours(1);

    private final UserChanges changes;
    private final PendingAddresses pending;
    private final RateLimiter rateLimiter;

    OwnProfile(UserChanges changes, PendingAddresses pending, RateLimiter rateLimiter) {
        this.changes = changes;
        this.pending = pending;
        this.rateLimiter = rateLimiter;
    }

    /** Counts a confirmation mail of this user. False when there were too many. */
    boolean mayRequest(UUID user) {
        return rateLimiter.tryAcquire("users.own-address:" + user, ADDRESSES, WINDOW);
    }

    /**
     * Saves name and language, and has a new address confirmed.
     *
     * @param address the new one; null for no change
     */
    @Transactional
    public User save(UUID id, String displayName, @Nullable Locale language, @Nullable EmailAddress address) {
        User user = changes.describe(id, displayName, language);
        if (address != null) {
            pending.request(user, address);
        }
        return user;
    }

    /** Sends the mail again to the address that waits for confirmation; empty when none does. */
    @Transactional
    public Optional<EmailAddress> requestAgain(User user) {
        Optional<EmailAddress> address = pending.address(user.id());
        address.ifPresent(waiting -> pending.request(user, waiting));
        return address;
    }

    void withdrawRequest(User user) {
        pending.withdraw(user);
    }
}
