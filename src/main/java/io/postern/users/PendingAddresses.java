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
 * Addresses that users named for themselves and that are not confirmed yet: at most one each. Whether one is somebody else's is
 * not looked at before it is confirmed, so that nobody learns here who has an account.
 *
 * <p>Whoever reads one to change something locks the user's row first, then this one, then the links.
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

    /** One address, and when it was named. */
    record Pending(EmailAddress address, Instant requestedAt) {}

    public Optional<Pending> of(UUID user) {
        return jdbc.sql("select email, requested_at from pending_address where user_id = ?")
                .param(user)
                .query((row, number) -> new Pending(
                        new EmailAddress(row.getString(1)), row.getTimestamp(2).toInstant()))
                .optional();
    }

    /** The address that waits, locked until the caller's transaction ends; its user's row is locked already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<EmailAddress> lockAddress(UUID user) {
        return jdbc.sql("select email from pending_address where user_id = ? for update")
                .param(user)
                .query((row, number) -> new EmailAddress(row.getString(1)))
                .optional();
    }

    /** What is to be confirmed, for the page that asks. */
    public Optional<EmailAddress> address(UUID user) {
        return of(user).map(Pending::address);
    }

    /** Takes this address in place of one named before. */
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

    /** Whoever took the account over may have named it. */
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
