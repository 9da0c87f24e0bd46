package io.postern.users;

import io.postern.net.EmailAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses that users gave for themselves and have not confirmed yet, at most one each. Only the confirmation finds out whether an
 * address is somebody else's, so nobody learns here who has an account.
 *
 * <p>Locks are taken in this order: the user's row, the address, the links.
 */
@Component
public class PendingAddresses {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PendingAddresses(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** One address, and when it was given. */
    record Pending(EmailAddress address, Instant requestedAt) {}

    public Optional<Pending> of(UUID user) {
        return jdbc.sql("select email as address, requested_at from pending_address where user_id = ?")
                .param(user)
                .query(Pending.class)
                .optional();
    }

    /** The address that waits, locked until the caller's transaction ends. The caller has locked the user's row. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<EmailAddress> lockAddress(UUID user) {
        return jdbc.sql("select email from pending_address where user_id = ? for update")
                .param(user)
                .query((row, number) -> new EmailAddress(row.getString(1)))
                .optional();
    }

    /** The address that waits for confirmation. */
    public Optional<EmailAddress> address(UUID user) {
        return of(user).map(Pending::address);
    }

    /** Replaces an address that was given before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void request(User user, EmailAddress address) {
        lock(user.id());
        remove(user.id());
        jdbc.sql("insert into pending_address (user_id, email, requested_at) values (?, ?, ?)")
                .params(user.id(), address.value(), Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new UserEvent.AddressRequested(user.id(), user.username(), address.value()));
    }

    @Transactional
    public void withdraw(User user) {
        lock(user.id());
        if (remove(user.id())) {
            events.publishEvent(new UserEvent.AddressWithdrawn(user.id(), user.username()));
        }
    }

    /** The address may be that of somebody who took the account over. */
    @EventListener({UserEvent.PasswordChanged.class, UserEvent.AddressChanged.class, UserEvent.Disabled.class})
    void on(UserEvent event) {
        remove(event.userId());
    }

    private void lock(UUID user) {
        jdbc.sql("select id from users where id = ? for update")
                .param(user)
                .query(UUID.class)
                .optional();
    }

    private boolean remove(UUID user) {
        return jdbc.sql("delete from pending_address where user_id = ?")
                        .param(user)
                        .update()
                == 1;
    }
}
