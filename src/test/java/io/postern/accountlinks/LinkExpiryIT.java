package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When stored links end, whatever the clock showed when they were made. */
@ParameterizedClass
@EnumSource
class LinkExpiryIT {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    LinkExpiryIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        jdbc = JdbcClient.create(database);
    }

    @Test
    void limitsALinkFromTheFutureToItsUsualLife() {
        link(NOW.plus(Duration.ofDays(365)), Duration.ofDays(3));
        Upkeep.correct(jdbc, new SettableClock(NOW), LinkUpkeep.linksOfTheFuture());
        assertThat(end()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    }

    @Test
    void leavesALinkThatIsSlightlyAheadUnchanged() {
        link(NOW.plusSeconds(30), Duration.ofMinutes(30));
        Upkeep.correct(jdbc, new SettableClock(NOW), LinkUpkeep.linksOfTheFuture());
        assertThat(end()).isEqualTo(NOW.plusSeconds(30).plus(Duration.ofMinutes(30)));
    }

    private void link(Instant made, Duration life) {
        UUID user = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into users (id, username, display_name, role, credential_version, disabled, created_at,
                            search_text, pending, reachable, version)
                        values (?, 'anna', 'Anna', 'USER', 0, false, current_timestamp, '', true, false, 0)
                        """)
                .param(user)
                .update();
        jdbc.sql(
                        """
                        insert into link_token (token_hash, purpose, user_id, link_version, created_at, expires_at)
                        values ('hash', 'INVITATION', ?, 0, ?, ?)
                        """)
                .params(user, Timestamp.from(made), Timestamp.from(made.plus(life)))
                .update();
    }

    private Instant end() {
        return jdbc.sql("select expires_at from link_token")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
