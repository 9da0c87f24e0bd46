package io.postern.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.QueuedMail;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueTable;
import io.postern.testing.Databases;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class QueueHoldTests {

    private final QueueTable table;
    private final QueueHold gate;
    private final SendingRate rate;

    QueueHoldTests(Databases.Kind kind) {
        table = new QueueTable(kind);
        gate = new QueueHold(table.jdbc, event -> {}, table.clock);
        rate = new SendingRate(table.jdbc, table.clock);
    }

    @Test
    void case74_itProbesAfterThirtySecondsAndThenEverLaterUpToTenMinutes() {
        assertThat(gate.close("credentials-rejected")).isTrue();
        assertThat(gate.close("credentials-rejected")).isFalse();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            table.clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(gate.takeProbe()).as("too early: %s", seconds).isEmpty();
            table.clock.advance(Duration.ofSeconds(1));
            assertThat(gate.takeProbe()).as("after %s", seconds).isPresent();
            assertThat(gate.takeProbe()).as("another one").isEmpty();
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoMailWaiting() {
        gate.close("credentials-rejected");
        rate.take(3, 3);
        table.clock.advance(Duration.ofDays(-1));
        assertThat(gate.takeProbe()).isPresent();
        assertThat(gate.takeProbe()).isEmpty();
        assertThat(rate.take(3, 3).mails()).isEqualTo(3);
        assertThat(rate.take(3, 3).mails()).isZero();
    }

    @Test
    void theNextProbeAndTheNewestProblemAreShown() {
        gate.close("host-unknown");
        table.clock.advance(Duration.ofSeconds(30));
        gate.takeProbe();
        gate.close("credentials-rejected");
        assertThat(gate.hold())
                .contains(new QueueHold.Hold(QueueTable.NOON, "credentials-rejected", QueueTable.NOON.plusSeconds(90)));
    }

    @Test
    void newSettingsLetItProbeAtOnceAndBeginThePausesAnew() {
        gate.close("credentials-rejected");
        gate.settingsChanged();
        assertThat(gate.takeProbe()).isPresent();
        table.clock.advance(Duration.ofSeconds(29));
        assertThat(gate.takeProbe()).isEmpty();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(gate.takeProbe()).isPresent();
    }

    @Test
    void settingsSavedDuringAProbeLetTheNextOneGoAtOnce() {
        gate.close("connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        QueueHold.Probe hanging = gate.takeProbe().orElseThrow();
        gate.settingsChanged();
        gate.giveBack(hanging);
        assertThat(gate.takeProbe()).isPresent();
    }

    @Test
    void aProbeThatFoundNoMailDoesNotMakeThePauseLonger() {
        gate.close("connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        gate.giveBack(gate.takeProbe().orElseThrow());
        QueueHold.Probe next = gate.takeProbe().orElseThrow();
        assertThat(next.next()).isEqualTo(table.clock.instant().plusSeconds(60));
    }

    @Test
    void whatTheProblemPutOffIsDueOnceSomebodyCuredIt() {
        long refused = table.queued(0, QueueTable.NOON.plusSeconds(600));
        long greylisted = table.queued(0, QueueTable.NOON.plusSeconds(600));
        table.jdbc
                .sql("update delivery set reason = 'relay-denied' where id = ?")
                .param(refused)
                .update();
        table.jdbc
                .sql("update delivery set reason = 'greylisted' where id = ?")
                .param(greylisted)
                .update();
        gate.close("relay-denied");
        gate.settingsChanged();
        assertThat(table.queue.due(QueueTable.NOON, 9)).isEqualTo(1);
        assertThat(table.claim(java.util.UUID.randomUUID(), 9))
                .extracting(QueuedMail::id)
                .containsExactly(refused);
    }

    @Test
    void aPersonsPauseIsEndedByAPersonOnly() {
        gate.pause();
        assertThat(gate.hold().map(QueueHold.Hold::byPerson)).contains(true);
        assertThat(gate.close("host-unknown")).isFalse();
        assertThat(gate.recovered()).isFalse();
        gate.settingsChanged();
        table.clock.advance(Duration.ofDays(1));
        assertThat(gate.takeProbe()).isEmpty();
        gate.resume();
        assertThat(gate.hold()).isEmpty();
    }

    @Test
    void whenAPersonResumesAHeldQueueOneMailGoesFirst() {
        gate.close("host-unknown");
        gate.resume();
        assertThat(gate.hold()).isPresent();
        assertThat(gate.takeProbe()).isPresent();
        assertThat(gate.recovered()).isTrue();
        assertThat(gate.recovered()).isFalse();
        assertThat(gate.hold()).isEqualTo(Optional.empty());
    }

    @Test
    void aMinutesLimitCountsWhatWasSentAndNotWhatWasAskedFor() {
        assertThat(rate.take(50, null).mails()).isEqualTo(50);
        rate.giveBack(rate.take(50, 60), 49);
        SendingRate.Share second = rate.take(50, 60);
        assertThat(second.mails()).isEqualTo(50);
        assertThat(rate.take(50, 60).mails()).isEqualTo(9);
        assertThat(rate.take(50, 60).mails()).isZero();
        table.clock.advance(Duration.ofSeconds(59));
        assertThat(rate.take(50, 60).mails()).isZero();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(rate.take(50, 60).mails()).isEqualTo(50);
        rate.giveBack(second, 50);
        assertThat(rate.take(50, 60).mails())
                .as("what is left of the new minute")
                .isEqualTo(10);
    }
}
