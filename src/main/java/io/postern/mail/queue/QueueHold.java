package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.MailHeld;
import io.postern.mail.MailServer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether mail is held, for all instances together: because each server is on hold ({@link ServerHold}), or because a person paused it.
 */
@Component
@Transactional
public class QueueHold {

    public static final Duration FIRST_PROBE = Duration.ofSeconds(30);
    public static final Duration LONGEST_PROBE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    public QueueHold(JdbcClient jdbc, ApplicationEventPublisher events, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Why a server, or the queue, is on hold: by a person when there is no problem.
     *
     * @param reply what the server said to several recipients, if that is why
     */
    public record Hold(Instant since, @Nullable String problem, @Nullable String reply, @Nullable Instant nextProbe) {
        public boolean byPerson() {
            return problem == null;
        }
    }

    /**
     * All servers.
     *
     * @param held those on hold by their ids; a person's pause counts as that of the primary
     * @param free the others
     */
    public record Servers(Map<Integer, Hold> held, Set<Integer> free) {

        /** Why no mail leaves: a person's pause, or what the primary fails at while all servers are on hold. */
        public Optional<Hold> hold() {
            Hold primary = held.get(MailServer.PRIMARY);
            if (primary == null || (!free.isEmpty() && !primary.byPerson())) {
                return Optional.empty();
            }
            Instant since = times(Hold::since).max(Comparator.naturalOrder()).orElse(primary.since());
            Instant nextProbe =
                    times(Hold::nextProbe).min(Comparator.naturalOrder()).orElse(null);
            return Optional.of(new Hold(since, primary.problem(), primary.reply(), nextProbe));
        }

        /** Why mail goes through a backup, if it does. */
        public Optional<Hold> primaryAlone() {
            return hold().isPresent() ? Optional.empty() : Optional.ofNullable(held.get(MailServer.PRIMARY));
        }

        /** Whether a server other than this one is free. */
        public boolean anyFreeBut(int server) {
            return free.stream().anyMatch(id -> id != server);
        }

        private Stream<Instant> times(Function<Hold, @Nullable Instant> time) {
            return held.values().stream().map(time).filter(Objects::nonNull);
        }
    }

    @Transactional(readOnly = true)
    public Optional<Hold> current() {
        return servers().hold();
    }

    @Transactional(readOnly = true)
    public Servers servers() {
        Map<Integer, Hold> held = new TreeMap<>();
        Set<Integer> free = new HashSet<>();
        jdbc.sql("select id, held_since, held_by_person, problem, reply, probe_at from queue_hold")
                .query(row -> {
                    int server = row.getInt("id");
                    Timestamp since = row.getTimestamp("held_since");
                    Timestamp probe = row.getTimestamp("probe_at");
                    if (since == null) {
                        free.add(server);
                    } else {
                        held.put(
                                server,
                                new Hold(
                                        since.toInstant(),
                                        row.getBoolean("held_by_person") ? null : row.getString("problem"),
                                        row.getString("reply"),
                                        probe == null ? null : probe.toInstant()));
                    }
                });
        return new Servers(held, free);
    }

    /**
     * When a mail is due that met what puts a server on hold: at once if another server takes mail, else after all that comes before
     * the next probe of any server, since it may be the cause.
     */
    @Transactional(readOnly = true)
    public Instant dueAfterHold() {
        Instant now = clock.instant();
        return current()
                .map(hold -> hold.nextProbe() == null ? now.plus(FIRST_PROBE) : hold.nextProbe())
                .filter(now::isBefore)
                .orElse(now);
    }

    public void pause() {
        jdbc.sql("update queue_hold set held_since = ?, held_by_person = true, problem = null, reply = null,"
                        + " by_refusals = false where id = ?")
                .params(now(), MailServer.PRIMARY)
                .update();
    }

    /** Lets one mail probe each server at once, and ends a person's pause. */
    public void resume() {
        jdbc.sql("update queue_hold set held_since = null, held_by_person = false where id = ? and held_by_person")
                .param(MailServer.PRIMARY)
                .update();
        settingsChanged();
        Servers servers = servers();
        if (servers.hold().isEmpty()) {
            events.publishEvent(new MailHeld.Over());
        }
        if (!servers.held().containsKey(MailServer.PRIMARY)) {
            events.publishEvent(new MailServer.PrimaryBack());
        }
    }

    /** Lets one mail probe each server at once, since settings changed; a person's pause stays. */
    public void settingsChanged() {
        makeDue();
        jdbc.sql("update queue_hold set probe_at = ?, probe_seconds = 0 where held_since is not null")
                .param(now())
                .update();
    }

    /** What the holds put off is due again; otherwise there might be nothing to probe with. */
    void makeDue() {
        jdbc.sql("update delivery set due_at = :now where state = 'QUEUED' and due_at > :now"
                        + " and reason in (select problem from queue_hold where problem is not null)")
                .param("now", now())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
