package io.postern.mail.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postern.mail.queue.QueueTable;
import io.postern.testing.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class HourlyFiguresIT {

    private static final long MANY = 300_000;
    private static final long DAYS = 9;

    private final QueueTable table;
    private final HourlyFigures figures;
    private final String series;

    HourlyFiguresIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        table.clock.advance(Duration.ofMinutes(10));
        series = kind == Databases.Kind.H2 ? "system_range" : "generate_series";
        figures = new HourlyFigures(table.jdbc, table.clock);
    }

    @Test
    void countsEachHourByItself() {
        sent(QueueTable.NOON.minus(Duration.ofHours(25)), 2);
        sent(at(11, 0), 2);
        sent(at(11, 59), 20);
        sent(at(11, 59), 20);
        sent(at(12, 1), 300);
        refused(at(12, 2));
        List<Hour> day = figures.lastDay();
        assertThat(day).hasSize(24);
        assertThat(day.get(23).start()).isEqualTo(QueueTable.NOON);
        assertThat(day).extracting(Hour::sent).endsWith(0, 3, 1).startsWith(0, 0);
        assertThat(day).extracting(Hour::refused).endsWith(0, 0, 1).startsWith(0, 0);
        assertThat(day.get(22).median()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(22));
        assertThat(day.get(23).median()).isBetween(Duration.ofSeconds(280), Duration.ofSeconds(320));
        assertThat(day.get(0).median()).isNull();
        assertThat(Hour.median(day.stream())).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(22));
    }

    @Test
    void anAttemptThatIsFollowedByAnotherIsNoRefusal() {
        long mail = refused(at(11, 50));
        attempt(mail, at(12, 5), "recipient-unknown");
        long retried = refused(at(12, 0));
        table.jdbc
                .sql("update delivery set state = 'QUEUED', finished_at = null, reason = null where id = ?")
                .param(retried)
                .update();
        assertThat(figures.lastDay()).extracting(Hour::refused).endsWith(0, 1);
    }

    @Test
    void anHourThatIsOverIsReadOnce() {
        sent(at(10, 30), 1);
        assertThat(figures.lastDay().get(21).sent()).isEqualTo(1);
        table.jdbc.sql("delete from delivery").update();
        sent(at(12, 5), 1);
        assertThat(figures.lastDay()).extracting(Hour::sent).endsWith(1, 0, 1);
        table.clock.advance(Duration.ofHours(30));
        assertThat(figures.lastDay()).extracting(Hour::sent).containsOnly(0);
    }

    @Test
    void findsTheFirstAttemptOfADayAmongMany() {
        fill();
        Instant yesterday = table.clock.instant().minus(Duration.ofDays(1));
        assertThat(figures.firstAttempt(yesterday)).isCloseTo(MANY - MANY / DAYS, within(10L));
        assertThat(figures.firstAttempt(table.clock.instant().plusSeconds(1))).isEqualTo(MANY + 1);
        assertThat(figures.firstAttempt(Instant.EPOCH)).isZero();
        assertThat(figures.lastDay().stream().mapToInt(Hour::sent).sum()).isBetween(32_000, 33_334);
    }

    /** A mail every 2.6 s, for nine days. */
    private void fill() {
        table.jdbc
                .sql("insert into delivery (kind, priority, state, queued_at, due_at, expires_at, finished_at)"
                        + " select 'invitation', 0, 'SENT', t, t, t, t from (select cast(:begin as timestamp with time zone)"
                        + " + n * interval '2.592' second as t from " + series + "(1, " + MANY + ") as s(n)) x")
                .param("begin", begin())
                .update();
        table.jdbc
                .sql("insert into delivery_attempt (delivery_id, attempted_at, stage) select id, finished_at, 'done'"
                        + " from delivery order by id")
                .update();
        table.jdbc.sql("analyze").update();
    }

    private Timestamp begin() {
        return Timestamp.from(table.clock.instant().minus(Duration.ofDays(DAYS)));
    }

    private static Instant at(int hour, int minute) {
        return QueueTable.NOON.plus(Duration.ofMinutes((hour - 12) * 60L + minute));
    }

    private void sent(Instant at, int seconds) {
        long mail = table.finished("SENT", "berta", null, at.minusSeconds(seconds));
        attempt(mail, at, null);
    }

    private long refused(Instant at) {
        long mail = table.finished("FAILED", "berta", "recipient-unknown", at);
        attempt(mail, at, "recipient-unknown");
        return mail;
    }

    private void attempt(long mail, Instant at, @Nullable String problem) {
        table.jdbc
                .sql("insert into delivery_attempt (delivery_id, attempted_at, stage, problem) values (?, ?, ?, ?)")
                .param(mail)
                .param(Timestamp.from(at))
                .param(problem == null ? "done" : "recipient")
                .param(problem)
                .update();
    }
}
