package io.postern.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource
class SessionExpiryIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;

    SessionExpiryIT(Databases.Kind kind) {
        jdbc = JdbcClient.create(Databases.migrated(kind));
    }

    @Test
    void expiresSessionsDespiteAClockSetBack() {
        used("ahead", NOW.plus(Duration.ofDays(365)));
        used("of another instance", NOW.plus(Duration.ofSeconds(30)));
        used("idle", NOW.minus(Duration.ofMinutes(20)));

        Upkeep.correct(jdbc, new SettableClock(NOW), SessionUpkeep.sessionsOfTheFuture());

        assertThat(end("ahead")).isEqualTo(NOW.plus(LIFE));
        assertThat(end("of another instance"))
                .isEqualTo(NOW.plus(Duration.ofSeconds(30)).plus(LIFE));
        assertThat(end("idle")).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    private void used(String session, Instant last) {
        jdbc.sql("insert into spring_session (primary_id, session_id, creation_time, last_access_time,"
                        + " max_inactive_interval, expiry_time) values (?, ?, 0, ?, ?, ?)")
                .params(
                        session,
                        session,
                        last.toEpochMilli(),
                        LIFE.toSeconds(),
                        last.plus(LIFE).toEpochMilli())
                .update();
    }

    private Instant end(String session) {
        return jdbc.sql("select expiry_time from spring_session where primary_id = ?")
                .param(session)
                .query((row, number) -> Instant.ofEpochMilli(row.getLong(1)))
                .single();
    }
}
