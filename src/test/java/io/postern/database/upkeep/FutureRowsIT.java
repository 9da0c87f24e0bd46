package io.postern.database.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.FutureRows;
import io.postern.testing.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ParameterizedClass
@EnumSource
class FutureRowsIT {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

    private final JdbcClient jdbc;

    FutureRowsIT(Databases.Kind kind) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(kind.url(), kind.username(), ""));
        jdbc.sql("create table visit (name varchar(20) primary key, at timestamp(6) with time zone)")
                .update();
    }

    @Test
    void correctsOnlyRowsOfTheFuture() {
        visit("tomorrow", TOMORROW);
        visit("soon", NOON.plusSeconds(59));
        correct(NOON);
        assertThat(visits()).containsExactly(NOON.plusSeconds(59), NOON);
    }

    @Test
    void moreThanOnePortionIsPutRight() {
        for (int i = 0; i < 1001; i++) {
            visit("visit " + i, TOMORROW);
        }
        correct(NOON);
        assertThat(visits()).hasSize(1001).containsOnly(NOON);
    }

    @Test
    void keepsRowsWrittenAfterAStepAhead() {
        visit("now", TOMORROW);
        correct(NOON, TOMORROW);
        assertThat(visits()).containsExactly(TOMORROW);
    }

    /** With a clock that shows these times one after the other, and goes on showing the last. */
    private void correct(Instant... shown) {
        Queue<Instant> times = new ArrayDeque<>(List.of(shown));
        Upkeep.correct(
                jdbc,
                () -> times.size() > 1 ? times.remove() : times.element(),
                FutureRows.of("visit", "name", "at > :soon", "at = :now"));
    }

    private void visit(String name, Instant at) {
        jdbc.sql("insert into visit values (?, ?)")
                .params(name, Timestamp.from(at))
                .update();
    }

    private List<Instant> visits() {
        return jdbc.sql("select at from visit order by name")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }
}
