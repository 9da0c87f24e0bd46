package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class LeasesIT {

    private final QueueTable table;
    private final Leases leases;
    private final List<String> recorded = new ArrayList<>();

    LeasesIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        leases = new Leases(table.queue, table.clock);
    }

    @Test
    void makesUnfinishedMailDueOnRelease() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        assertThat(leases.isHeld(owner)).isTrue();
        leases.release(owner);
        assertThat(table.state(mail)).isEqualTo("QUEUED");
        assertThat(leases.isHeld(owner)).isFalse();
    }

    @Test
    void keepsARenewedLease() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        table.ageLeases();
        table.clock.advance(Duration.ofSeconds(45));
        assertThat(leases.isHeld(owner)).isFalse();
        leases.renew();
        assertThat(leases.isHeld(owner)).isTrue();
        table.queue.reclaim();
        assertThat(table.state(mail)).isEqualTo("SENDING");
    }

    @Test
    void letsOwnersThatLiveRenewAfterTheClockLeaptAhead() {
        table.queued();
        long died = table.queued();
        UUID lives = UUID.randomUUID();
        table.claim(lives, 1);
        table.claim(UUID.randomUUID(), 1);
        table.queue.reclaim();
        table.clock.advance(Duration.ofDays(1));
        assertThat(table.queue.reclaim()).isZero();
        table.queue.renewLease(lives);
        assertThat(table.queue.reclaim()).isEqualTo(1);
        assertThat(table.state(died)).isEqualTo("QUEUED");
    }

    @Test
    void pendingOutcomesAreRecordedBeforeALeaseIsGivenUp() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        leases.recordLater(owner, () -> recorded.add(table.state(mail)));
        leases.release(owner);
        assertThat(recorded).containsExactly("SENDING");
        assertThat(table.state(mail)).isEqualTo("QUEUED");
        leases.retryReleases();
        assertThat(recorded).as("once").hasSize(1);
    }

    @Test
    void keepsALeaseUntilItsOutcomesAreRecorded() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        leases.recordLater(owner, () -> recorded.add("the first"));
        leases.recordLater(owner, () -> {
            recorded.add("the second");
            if (recorded.size() < 4) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        leases.release(owner);
        assertThat(table.state(mail)).isEqualTo("SENDING");
        table.ageLeases();
        assertThatThrownBy(leases::retryReleases).isInstanceOf(IllegalStateException.class);
        assertThat(table.queue.reclaim()).as("nobody takes it over meanwhile").isZero();
        leases.retryReleases();
        assertThat(recorded).containsExactly("the first", "the second", "the second", "the second");
        assertThat(table.state(mail)).isEqualTo("QUEUED");
    }

    @Test
    void stopsForTenMinutesOnAnUnrecordableOutcome() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        leases.recordLater(owner, () -> {
            throw new IllegalStateException("as the test wants it");
        });
        leases.release(owner);
        table.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThatThrownBy(leases::retryReleases).isInstanceOf(IllegalStateException.class);
        assertThat(table.state(mail)).isEqualTo("SENDING");
        table.clock.advance(Duration.ofSeconds(1));
        leases.retryReleases();
        assertThat(table.state(mail)).isEqualTo("QUEUED");
    }

    @Test
    void stopsNoLongerWhenTheClockIsSetBack() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        leases.recordLater(owner, () -> {
            throw new IllegalStateException("as the test wants it");
        });
        leases.release(owner);
        table.clock.advance(Duration.ofDays(-365));
        leases.retryReleases();
        assertThat(table.state(mail)).isEqualTo("QUEUED");
    }

    @Tag("case-88")
    @Test
    void keepsAcceptedMailFromBeingDueAgain() {
        UUID owner = leases.begin();
        long mail = claimed(owner);
        taken(mail, owner);
        leases.release(owner);
        assertThat(table.state(mail)).isEqualTo("SENDING");
        UUID dead = UUID.randomUUID();
        long another = claimed(dead);
        taken(another, dead);
        table.ageLeases();
        table.queue.reclaim();
        assertThat(table.state(another)).isEqualTo("SENDING");
    }

    private void taken(long mail, UUID owner) {
        table.accepted(mail, owner);
    }

    private long claimed(UUID owner) {
        table.queued();
        return table.claim(owner, 1).get(0).id();
    }
}
