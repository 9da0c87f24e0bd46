package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.mail.DomainHeld;
import io.postern.mail.DomainReleased;
import io.postern.mail.diagnosis.SendOutcome;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The domains whose mails wait, for all instances together. One mail at a time probes each domain, at the intervals of
 * {@link QueueHold}. The first accepted mail lifts the domain's hold.
 */
@Component
@Transactional
public class DomainHold {

    /** The domain of a row's recipient, in SQL. */
    static final String DOMAIN = "substring(recipient_key from position('@' in recipient_key) + 1)";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    public DomainHold(JdbcClient jdbc, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The domains that are held, each with the time of its next probe. */
    @Transactional(readOnly = true)
    public Map<String, Instant> nextProbes() {
        return jdbc
                .sql("select domain, probe_at from domain_hold")
                .query((row, number) ->
                        Map.entry(row.getString(1), row.getTimestamp(2).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Takes the right to probe the domain with one mail. */
    public boolean takeProbe(String domain) {
        Instant now = clock.instant();
        Optional<Duration> before = jdbc.sql(
                        """
                        select probe_seconds from domain_hold
                        where domain = :domain and probe_at <= :now for update
                        """)
                .param("domain", domain)
                .param("now", Timestamp.from(now))
                .query((row, number) -> Duration.ofSeconds(row.getInt(1)))
                .optional();
        before.ifPresent(pause -> {
            Duration next = RetrySchedule.doubled(pause, QueueHold.LONGEST_PROBE, 1);
            jdbc.sql("update domain_hold set probe_at = :at, probe_seconds = :pause where domain = :domain")
                    .param("at", Timestamp.from(now.plus(next)))
                    .param("pause", next.toSeconds())
                    .param("domain", domain)
                    .update();
        });
        return before.isPresent();
    }

    /** Whether a mail that waits is known to go to none of these domains. */
    @Transactional(readOnly = true)
    public boolean othersWait(Set<String> domains) {
        return jdbc.sql(
                        "select id from delivery where state in ('QUEUED', 'SENDING') and recipient_key is not null and "
                                + DOMAIN + " not in (:domains) fetch first 1 rows only")
                .param("domains", domains)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Holds the domain, unless it is held already. Returns the time of its next probe. */
    Instant hold(String domain, SendOutcome.Failure failure) {
        Instant known = nextProbes().get(domain);
        if (known != null) {
            return known;
        }
        Instant now = clock.instant();
        Instant probe = now.plus(QueueHold.FIRST_PROBE);
        jdbc.sql("insert into domain_hold (domain, held_since, probe_at, probe_seconds) values (?, ?, ?, ?)")
                .params(domain, Timestamp.from(now), Timestamp.from(probe), QueueHold.FIRST_PROBE.toSeconds())
                .update();
        events.publishEvent(new DomainHeld(domain, failure.problem().code(), failure.reply()));
        return probe;
    }

    /** Lifts the domain's hold; all its mails are due. */
    void lift(String domain) {
        if (jdbc.sql("delete from domain_hold where domain = ?").param(domain).update() == 1) {
            jdbc.sql("update delivery set due_at = :now where state = 'QUEUED' and due_at > :now and " + DOMAIN
                            + " = :domain")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("domain", domain)
                    .update();
            events.publishEvent(new DomainReleased(domain));
        }
    }

    /** Lifts the hold of a mail's domain, since somebody wants the mail tried now. */
    public void liftFor(long delivery) {
        jdbc.sql("select " + DOMAIN + " from delivery where id = ? and recipient_key is not null")
                .param(delivery)
                .query(String.class)
                .optional()
                .ifPresent(this::lift);
    }

    /** Lifts all of them. */
    void liftAll() {
        nextProbes().keySet().forEach(this::lift);
    }
}
