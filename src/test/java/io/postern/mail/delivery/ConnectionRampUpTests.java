package io.postern.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.QueueTable;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionRampUpTests {

    private final SettableClock clock = new SettableClock(QueueTable.NOON);

    @Test
    void nothingIsHeldBackBeforeTheFirstHold() {
        assertThat(ramp(new Random(1)).connections()).isGreaterThan(1000);
    }

    @Test
    void whoFoundTheServerBackBeginsAtOnceWithOneConnectionAndAddsOneWithEachBatch() {
        ConnectionRampUp ramp = ramp(new Random(1));
        ramp.held();
        ramp.opened();
        assertThat(ramp.connections()).isEqualTo(1);
        take(ramp, 49);
        assertThat(ramp.connections()).isEqualTo(1);
        take(ramp, 1);
        assertThat(ramp.connections()).isEqualTo(2);
        take(ramp, 100);
        assertThat(ramp.connections()).isEqualTo(4);
    }

    @Test
    void whereTheServerFindsThemTooManyOneGoesOnAndOthersFollowAsBatchesAreTaken() {
        ConnectionRampUp ramp = ramp(new Random(1));
        ramp.crowded();
        assertThat(ramp.connections()).isEqualTo(1);
        take(ramp, 50);
        assertThat(ramp.connections()).isEqualTo(2);
    }

    @Test
    void theNextHoldBeginsAnew() {
        ConnectionRampUp ramp = ramp(new Random(1));
        ramp.held();
        ramp.opened();
        take(ramp, 500);
        ramp.held();
        ramp.opened();
        assertThat(ramp.connections()).isEqualTo(1);
    }

    @Test
    void case94_otherInstancesBeginWithinFiveSecondsAndNotAllAtOnce() {
        Random random = new Random(1);
        List<ConnectionRampUp> instances =
                Stream.generate(() -> ramp(random)).limit(20).toList();
        instances.forEach(ConnectionRampUp::held);
        clock.advance(Duration.ofSeconds(2));
        assertThat(instances.stream().filter(ramp -> ramp.connections() == 1).count())
                .isBetween(1L, 19L);
        clock.advance(Duration.ofSeconds(3));
        assertThat(instances).extracting(ConnectionRampUp::connections).containsOnly(1);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromBeginning() {
        ConnectionRampUp ramp = ramp(() -> Long.MAX_VALUE);
        ramp.held();
        assertThat(ramp.connections()).isZero();
        clock.advance(Duration.ofDays(-1));
        assertThat(ramp.connections()).isEqualTo(1);
    }

    private ConnectionRampUp ramp(RandomGenerator random) {
        return new ConnectionRampUp(random, clock);
    }

    private static void take(ConnectionRampUp ramp, int mails) {
        for (int i = 0; i < mails; i++) {
            ramp.took();
        }
    }
}
