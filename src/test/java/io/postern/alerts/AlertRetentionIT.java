package io.postern.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AlertRetentionIT {

    private static final Duration RETENTION = Duration.ofDays(90);

    @ParameterizedTest
    @EnumSource
    void whatDidNotOccurForLongIsDeleted(Databases.Kind kind) {
        JdbcClient jdbc = JdbcClient.create(Databases.migrated(kind));
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        jdbc.sql(
                        """
                        insert into alert (severity, component, cause, verbatim, first_at, last_at, mailable, search_text)
                        with recursive one(number, at) as (
                            select 1, cast(:at as timestamp with time zone)
                            union all select number + 1, at from one where number <= 1001)
                        select 0, 'disk', 'disk', 'old', at, at, true, '' from one
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("update alert set verbatim = 'new', last_at = ? where id = (select min(id) from alert)")
                .param(Timestamp.from(clock.instant().plus(RETENTION)))
                .update();
        clock.advance(RETENTION.plusSeconds(1));
        AlertProperties properties =
                new AlertProperties(Duration.ofHours(24), RETENTION, Duration.ofMinutes(10), Duration.ofSeconds(5));
        Upkeep.purge(jdbc, clock, AlertUpkeep.oldAlerts(properties));
        assertThat(jdbc.sql("select verbatim from alert").query(String.class).list())
                .containsExactly("new");
    }
}
