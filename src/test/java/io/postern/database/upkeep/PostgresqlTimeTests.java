package io.postern.database.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PostgresqlTimeTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private Instant database = NOON.plusSeconds(100);
    private long nanos = 5;
    private int reads;
    private boolean away;
    private final PostgresqlTime time = new PostgresqlTime(this::read, clock, () -> nanos);

    private Instant read() {
        reads++;
        if (away) {
            throw new DataAccessResourceFailureException("away");
        }
        return database;
    }

    private void pass(Duration duration) {
        database = database.plus(duration);
        clock.advance(duration);
        nanos += duration.toNanos();
    }

    @Test
    void followsTheDatabaseAndSeldomAsksIt() {
        for (int second = 0; second < 60; second++) {
            assertThat(time.instant()).isEqualTo(database);
            pass(Duration.ofSeconds(1));
        }
        assertThat(reads).isEqualTo(6);
    }

    @Test
    void noticesThatTheDatabasesClockWasSetWithinTenSeconds() {
        time.instant();
        database = database.minus(Duration.ofDays(1));
        assertThat(time.read()).isEqualTo(database);
        database = database.minus(Duration.ofDays(1));
        pass(Duration.ofSeconds(10));
        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void isNotMisledWhenThisMachinesClockIsSet() {
        time.instant();
        clock.advance(Duration.ofDays(1));
        pass(Duration.ofSeconds(1));
        assertThat(time.instant()).isEqualTo(database);
        clock.advance(Duration.ofDays(-2));
        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void isRightAfterTheProcessWasSuspended() {
        time.instant();
        database = database.plusSeconds(300);
        clock.advance(Duration.ofSeconds(300));
        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void goesOnWhileTheDatabaseIsAway() {
        time.instant();
        away = true;
        pass(Duration.ofMinutes(2));
        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void saysSoWhenTheDatabaseWasNeverThere() {
        away = true;
        assertThatThrownBy(time::instant).isInstanceOf(DataAccessResourceFailureException.class);
    }
}
