package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.QueuedMail;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueTable;
import io.postern.testing.Databases;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class QueueHoldIT {

    private final QueueTable table;
    private final QueueHold queueHold;
    private final SendingRate rate;

    QueueHoldIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        queueHold = new QueueHold(table.jdbc, event -> {}, table.clock);
        rate = new SendingRate(table.jdbc, table.clock);
    }

    @Tag("case-74")
    @Test
    void probesEverLaterUpToTenMinutes() {
        assertThat(queueHold.hold("credentials-rejected")).isTrue();
        assertThat(queueHold.hold("credentials-rejected")).isFalse();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            table.clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(queueHold.takeProbe()).as("too early: %s", seconds).isEmpty();
            table.clock.advance(Duration.ofSeconds(1));
            assertThat(queueHold.takeProbe()).as("after %s", seconds).isPresent();
            assertThat(queueHold.takeProbe()).as("another one").isEmpty();
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoMailWaiting() {
        queueHold.hold("credentials-rejected");
        rate.take(3, 3);
        table.clock.advance(Duration.ofDays(-1));
        table.correctFutureRows();
        assertThat(queueHold.takeProbe()).isPresent();
        assertThat(queueHold.takeProbe()).isEmpty();
        assertThat(rate.take(3, 3).mails()).isEqualTo(3);
        assertThat(rate.take(3, 3).mails()).isZero();
    }

    @Test
    void theNextProbeAndTheNewestProblemAreShown() {
        queueHold.hold("host-unknown");
        table.clock.advance(Duration.ofSeconds(30));
        queueHold.takeProbe();
        queueHold.hold("credentials-rejected");
        assertThat(queueHold.current())
                .contains(new QueueHold.Hold(
                        QueueTable.NOON, "credentials-rejected", null, QueueTable.NOON.plusSeconds(90)));
    }

    @Test
    void probesAtOnceOnNewSettings() {
        queueHold.hold("credentials-rejected");
        queueHold.settingsChanged();
        assertThat(queueHold.takeProbe()).isPresent();
        table.clock.advance(Duration.ofSeconds(29));
        assertThat(queueHold.takeProbe()).isEmpty();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(queueHold.takeProbe()).isPresent();
    }

    @Test
    void probesAgainAtOnceAfterSavingDuringAProbe() {
        queueHold.hold("connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        QueueHold.Probe hanging = queueHold.takeProbe().orElseThrow();
        queueHold.settingsChanged();
        queueHold.giveBack(hanging);
        assertThat(queueHold.takeProbe()).isPresent();
    }

    @Test
    void keepsThePauseAfterAProbeWithoutMail() {
        queueHold.hold("connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        queueHold.giveBack(queueHold.takeProbe().orElseThrow());
        QueueHold.Probe next = queueHold.takeProbe().orElseThrow();
        assertThat(next.next()).isEqualTo(table.clock.instant().plusSeconds(60));
    }

    @Test
    void makesPostponedMailDueOnceFixed() {
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
        queueHold.hold("relay-denied");
        queueHold.settingsChanged();
        assertThat(table.queue.due(9)).isEqualTo(1);
        assertThat(table.claim(java.util.UUID.randomUUID(), 9))
                .extracting(QueuedMail::id)
                .containsExactly(refused);
    }

    @Test
    void aPersonsPauseIsEndedByAPersonOnly() {
        queueHold.pause();
        assertThat(queueHold.current().map(QueueHold.Hold::byPerson)).contains(true);
        assertThat(queueHold.hold("host-unknown")).isFalse();
        assertThat(queueHold.lift(true)).isFalse();
        queueHold.settingsChanged();
        table.clock.advance(Duration.ofDays(1));
        assertThat(queueHold.takeProbe()).isEmpty();
        queueHold.resume();
        assertThat(queueHold.current()).isEmpty();
    }

    @Test
    void sendsOneMailFirstWhenResumed() {
        queueHold.hold("host-unknown");
        queueHold.resume();
        assertThat(queueHold.current()).isPresent();
        assertThat(queueHold.takeProbe()).isPresent();
        assertThat(queueHold.lift(true)).isTrue();
        assertThat(queueHold.lift(true)).isFalse();
        assertThat(queueHold.current()).isEqualTo(Optional.empty());
    }

    @Test
    void countsSentMailTowardsTheMinutesLimit() {
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
