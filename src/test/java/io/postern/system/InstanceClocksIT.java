package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseLocation;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances on one PostgreSQL, one of them with a clock that is off. */
class InstanceClocksIT {

    private static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(Databases.migrated(Databases.Kind.POSTGRESQL));
    private final SettableClock database = new SettableClock(NOON);
    private final SettableClock wrong = new SettableClock(NOON.minusSeconds(90));
    private final InstanceClocks good = clocks(database);
    private final InstanceClocks bad = clocks(wrong);

    @Test
    void eachInstanceHearsOfAClockThatIsOff() {
        good.note();
        assertThat(good.off()).isEmpty();
        bad.note();
        assertThat(good.off()).singleElement().satisfies(off -> {
            assertThat(off.ahead()).isEqualTo(Duration.ofSeconds(-90));
            assertThat(off.host()).isNotEmpty();
        });
        wrong.advance(Duration.ofSeconds(88));
        bad.note();
        assertThat(good.off()).as("two seconds are no matter").isEmpty();
        wrong.advance(Duration.ofSeconds(9));
        bad.note();
        assertThat(good.off()).extracting(InstanceClocks.Off::ahead).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void anInstanceThatEndedIsForgotten() {
        bad.note();
        database.advance(Duration.ofMinutes(6));
        good.note();
        assertThat(good.off()).isEmpty();
    }

    @Test
    void theEmbeddedDatabaseHasNoClockOfItsOwn() {
        new InstanceClocks(new DatabaseLocation.Memory(), jdbc, wrong, database).note();
        assertThat(good.off()).isEmpty();
    }

    private InstanceClocks clocks(SettableClock clock) {
        return new InstanceClocks(new DatabaseLocation.Shared(), jdbc, clock, database);
    }
}
