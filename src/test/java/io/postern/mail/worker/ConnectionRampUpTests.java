package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.QueueTable;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectionRampUpTests {

    private final SettableClock clock = new SettableClock(QueueTable.NOON);

    @Test
    void nothingIsHeldBackBeforeTheFirstHold() {
        assertThat(connectionRampUp(new Random(1)).connections()).isGreaterThan(1000);
    }

    @Test
    void startsWithOneConnectionAndAddsOnePerBatch() {
        ConnectionRampUp rampUp = connectionRampUp(new Random(1));
        rampUp.held();
        rampUp.recovered();
        assertThat(rampUp.connections()).isEqualTo(1);
        take(rampUp, 49);
        assertThat(rampUp.connections()).isEqualTo(1);
        take(rampUp, 1);
        assertThat(rampUp.connections()).isEqualTo(2);
        take(rampUp, 100);
        assertThat(rampUp.connections()).isEqualTo(4);
    }

    @Test
    void dropsToOneConnectionWhenTheServerObjects() {
        ConnectionRampUp rampUp = connectionRampUp(new Random(1));
        rampUp.tooManyConnections();
        assertThat(rampUp.connections()).isEqualTo(1);
        take(rampUp, 50);
        assertThat(rampUp.connections()).isEqualTo(2);
    }

    @Test
    void theNextHoldStartsTheRampUpAgain() {
        ConnectionRampUp rampUp = connectionRampUp(new Random(1));
        rampUp.held();
        rampUp.recovered();
        take(rampUp, 500);
        rampUp.held();
        rampUp.recovered();
        assertThat(rampUp.connections()).isEqualTo(1);
    }

    @Tag("case-94")
    @Test
    void staggersOtherInstancesWithinFiveSeconds() {
        Random random = new Random(1);
        List<ConnectionRampUp> instances =
                Stream.generate(() -> connectionRampUp(random)).limit(20).toList();
        instances.forEach(ConnectionRampUp::held);
        clock.advance(Duration.ofSeconds(2));
        assertThat(instances.stream()
                        .filter(rampUp -> rampUp.connections() == 1)
                        .count())
                .isBetween(1L, 19L);
        clock.advance(Duration.ofSeconds(3));
        assertThat(instances).extracting(ConnectionRampUp::connections).containsOnly(1);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromBeginning() {
        ConnectionRampUp rampUp = connectionRampUp(() -> Long.MAX_VALUE);
        rampUp.held();
        assertThat(rampUp.connections()).isZero();
        clock.advance(Duration.ofDays(-1));
        assertThat(rampUp.connections()).isEqualTo(1);
    }

    private ConnectionRampUp connectionRampUp(RandomGenerator random) {
        return new ConnectionRampUp(random, clock);
    }

    private static void take(ConnectionRampUp rampUp, int mails) {
        for (int i = 0; i < mails; i++) {
            rampUp.accepted();
        }
    }
}
