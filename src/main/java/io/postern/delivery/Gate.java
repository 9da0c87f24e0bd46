package io.postern.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether mails may leave, for all instances together: closed when the settings or the server would fail everybody's mail, or
 * when a person paused it. While it is closed for a problem, one mail at a time probes, after 30 s, doubling to 10 min.
 */
@Component
@Transactional
class Gate {

    static final Duration FIRST_PROBE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Gate(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why the queue is held: by a person when there is no problem. */
    record Hold(Instant since, @Nullable String problem, @Nullable Instant nextProbe) {
        public boolean byPerson() {
            return problem == null;
        }
    }

    @Transactional(readOnly = true)
    Optional<Hold> hold() {
        return jdbc.sql("select held_since, held_by_person, problem, probe_at from delivery_gate where id = 1")
                .query((row, number) -> row.getTimestamp("held_since") == null
                        ? Optional.<Hold>empty()
                        : Optional.of(new Hold(
                                row.getTimestamp("held_since").toInstant(),
                                row.getBoolean("held_by_person") ? null : row.getString("problem"),
                                instant(row.getTimestamp("probe_at")))))
                .single();
    }

    /** Takes the right to probe with one mail; the others, on whatever instance, go away empty-handed. */
    boolean takeProbe() {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql(
                                """
                                update delivery_gate set probe_at = :later
                                where id = 1 and held_since is not null and not held_by_person and probe_at <= :now
                                """)
                        .param("later", Timestamp.from(clock.instant().plus(LONGEST_PROBE)))
                        .param("now", now)
                        .update()
                == 1;
    }

    /** Closes the gate for a problem, or notes the newest problem when it is closed already. True when this closed it. */
    boolean close(String problem) {
        Instant now = clock.instant();
        boolean closed = jdbc.sql(
                                """
                                update delivery_gate
                                set held_since = :now, problem = :problem, probe_at = :probe, probe_seconds = :first
                                where id = 1 and held_since is null
                                """)
                        .param("now", Timestamp.from(now))
                        .param("problem", problem)
                        .param("probe", Timestamp.from(now.plus(FIRST_PROBE)))
                        .param("first", FIRST_PROBE.toSeconds())
                        .update()
                == 1;
        if (!closed) {
            jdbc.sql(
                            "update delivery_gate set problem = ? where id = 1 and held_since is not null and not held_by_person")
                    .param(problem)
                    .update();
        }
        return closed;
    }

    /** After a probe that did not go through: the next one after twice the pause. */
    void putOffProbe() {
        int pauseNow = jdbc.sql("select probe_seconds from delivery_gate where id = 1 for update")
                .query(Integer.class)
                .single();
        Duration pause =
                pauseNow == 0 ? FIRST_PROBE : RetrySchedule.doubled(Duration.ofSeconds(pauseNow), LONGEST_PROBE, 1);
        jdbc.sql("update delivery_gate set probe_at = :probe, probe_seconds = :pause where id = 1")
                .param("probe", Timestamp.from(clock.instant().plus(pause)))
                .param("pause", pause.toSeconds())
                .update();
    }

    /** Opens the gate after a probe went through; what a person paused stays paused. True when this opened it. */
    boolean recovered() {
        return jdbc.sql(
                                """
                                update delivery_gate set held_since = null, problem = null, probe_at = null, probe_seconds = 0
                                where id = 1 and held_since is not null and not held_by_person
                                """)
                        .update()
                == 1;
    }

    void pause() {
        jdbc.sql("update delivery_gate set held_since = ?, held_by_person = true, problem = null where id = 1")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Lets one mail probe at once; a person's pause ends with it. */
    void resume() {
        jdbc.sql(
                        """
                        update delivery_gate
                        set held_since = case when held_by_person then null else held_since end,
                            held_by_person = false, probe_at = :now, probe_seconds = 0
                        where id = 1 and held_since is not null
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Lets one mail probe at once, since the settings changed; a person's pause stays. */
    void settingsChanged() {
        jdbc.sql("update delivery_gate set probe_at = ?, probe_seconds = 0 where id = 1 and held_since is not null")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** How many of the wanted mails this minute's limit, counted over all instances, still allows. */
    int allowance(int wanted, @Nullable Integer perMinute) {
        if (perMinute == null) {
            return wanted;
        }
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        update delivery_gate set minute_ends = :ends, minute_count = 0
                        where id = 1 and (minute_ends is null or minute_ends <= :now)
                        """)
                .param("ends", Timestamp.from(now.plus(MINUTE)))
                .param("now", Timestamp.from(now))
                .update();
        int used = jdbc.sql("select minute_count from delivery_gate where id = 1 for update")
                .query(Integer.class)
                .single();
        int granted = Math.max(0, Math.min(wanted, perMinute - used));
        jdbc.sql("update delivery_gate set minute_count = minute_count + ? where id = 1")
                .param(granted)
                .update();
        return granted;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
