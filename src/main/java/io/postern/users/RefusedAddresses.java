package io.postern.users;

import io.postern.net.EmailAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Users whose present address the mail server refused for good. An accepted mail to that address ends it, and so does another
 * address.
 */
@Component
public class RefusedAddresses {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RefusedAddresses(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A mail to the present address of a user was refused. Published in the transaction that notes it.
     *
     * @param reply what the server said, to be escaped where it is shown
     */
    public record Refused(String username, @Nullable String reply) {}

    /** Fewer addresses are refused than before. Published in the transaction that notes it. */
    public record Fewer() {}

    /** What the server said last, and when. */
    public record Refusal(Instant at, @Nullable String reply) {}

    public Optional<Refusal> of(UUID user) {
        return jdbc.sql("select refused_at, reply from refused_address where user_id = ?")
                .param(user)
                .query((row, number) -> new Refusal(row.getTimestamp(1).toInstant(), row.getString(2)))
                .optional();
    }

    /** A user with a refused address, and what the server said. */
    public record Person(UUID id, String username, String address, @Nullable String reply) {}

    /** How many users who may sign in have a refused address. */
    public int enabled() {
        return jdbc.sql("select count(*) from refused_address join users on users.id = refused_address.user_id"
                        + " where not users.disabled")
                .query(Integer.class)
                .single();
    }

    /** Users who may sign in, the one who was refused last first. */
    public List<Person> newest(int most) {
        return jdbc.sql(
                        """
                        select users.id, users.username, users.email, refused_address.reply
                        from refused_address join users on users.id = refused_address.user_id
                        where not users.disabled order by refused_at desc fetch first :most rows only
                        """)
                .param("most", most)
                .query((row, number) ->
                        new Person(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Whether no address is refused. */
    public boolean isEmpty() {
        return jdbc.sql("select user_id from refused_address fetch first 1 rows only")
                .query(UUID.class)
                .optional()
                .isEmpty();
    }

    /** The server refused a mail to the user for good. It does not count if that was sent to an earlier address. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(UUID user, EmailAddress to, @Nullable String reply) {
        jdbc.sql("select username, email from users where id = ? for update")
                .param(user)
                .query((row, number) -> new Addressee(row.getString(1), row.getString(2)))
                .optional()
                .filter(addressee -> addressee.isReachedAt(to))
                .ifPresent(addressee -> {
                    remove(user);
                    jdbc.sql(
                                    "insert into refused_address (user_id, address_key, refused_at, reply) values (?, ?, ?, ?)")
                            .param(user)
                            .param(to.canonical())
                            .param(Timestamp.from(clock.instant()))
                            .param(reply)
                            .update();
                    events.publishEvent(new Refused(addressee.username(), reply));
                });
    }

    private record Addressee(String username, @Nullable String email) {

        boolean isReachedAt(EmailAddress address) {
            return email != null && new EmailAddress(email).canonical().equals(address.canonical());
        }
    }

    /** What was refused to these addresses, in canonical form, no longer counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notRefused(Collection<String> addresses) {
        if (addresses.isEmpty() || isEmpty()) {
            return;
        }
        int ended = jdbc.sql("delete from refused_address where address_key in (:addresses)")
                .param("addresses", addresses)
                .update();
        if (ended > 0) {
            events.publishEvent(new Fewer());
        }
    }

    @EventListener
    void on(UserEvent.AddressChanged changed) {
        if (remove(changed.userId())) {
            events.publishEvent(new Fewer());
        }
    }

    /** The user's row took the refusal with it. */
    @EventListener
    void on(UserEvent.Deleted deleted) {
        events.publishEvent(new Fewer());
    }

    private boolean remove(UUID user) {
        return jdbc.sql("delete from refused_address where user_id = ?")
                        .param(user)
                        .update()
                == 1;
    }
}
