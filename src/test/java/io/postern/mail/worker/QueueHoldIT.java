package io.postern.mail.worker;

import static io.postern.mail.MailServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.QueuedMail;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.QueueTable;
import io.postern.mail.queue.ServerHold;
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
    private final ServerHold servers;
    private final SendingRate rate;

    QueueHoldIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        queueHold = new QueueHold(table.jdbc, event -> {}, table.clock);
        servers = new ServerHold(table.jdbc, queueHold, event -> {}, table.clock);
        rate = new SendingRate(table.jdbc, table.clock);
    }

    @Tag("case-74")
    @Test
    void probesEverLaterUpToTenMinutes() {
        assertThat(servers.hold(PRIMARY, "credentials-rejected")).isTrue();
        assertThat(servers.hold(PRIMARY, "credentials-rejected")).isFalse();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            table.clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(servers.takeProbe(PRIMARY)).as("too early: %s", seconds).isEmpty();
            table.clock.advance(Duration.ofSeconds(1));
            assertThat(servers.takeProbe(PRIMARY)).as("after %s", seconds).isPresent();
            assertThat(servers.takeProbe(PRIMARY)).as("another one").isEmpty();
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoMailWaiting() {
        servers.hold(PRIMARY, "credentials-rejected");
        rate.take(PRIMARY, 3, 3);
        table.clock.advance(Duration.ofDays(-1));
        table.correctFutureRows();
        assertThat(servers.takeProbe(PRIMARY)).isPresent();
        assertThat(servers.takeProbe(PRIMARY)).isEmpty();
        assertThat(rate.take(PRIMARY, 3, 3).mails()).isEqualTo(3);
        assertThat(rate.take(PRIMARY, 3, 3).mails()).isZero();
    }

    @Test
    void theNextProbeAndTheNewestProblemAreShown() {
        servers.hold(PRIMARY, "host-unknown");
        table.clock.advance(Duration.ofSeconds(30));
        servers.takeProbe(PRIMARY);
        servers.hold(PRIMARY, "credentials-rejected");
        assertThat(queueHold.current())
                .contains(new QueueHold.Hold(
                        QueueTable.NOON, "credentials-rejected", null, QueueTable.NOON.plusSeconds(90)));
    }

    @Test
    void probesAtOnceOnNewSettings() {
        servers.hold(PRIMARY, "credentials-rejected");
        queueHold.settingsChanged();
        assertThat(servers.takeProbe(PRIMARY)).isPresent();
        table.clock.advance(Duration.ofSeconds(29));
        assertThat(servers.takeProbe(PRIMARY)).isEmpty();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(servers.takeProbe(PRIMARY)).isPresent();
    }

    @Test
    void probesAgainAtOnceAfterSavingDuringAProbe() {
        servers.hold(PRIMARY, "connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        ServerHold.Probe hanging = servers.takeProbe(PRIMARY).orElseThrow();
        queueHold.settingsChanged();
        servers.giveBack(hanging);
        assertThat(servers.takeProbe(PRIMARY)).isPresent();
    }

    @Test
    void keepsThePauseAfterAProbeWithoutMail() {
        servers.hold(PRIMARY, "connect-timeout");
        table.clock.advance(Duration.ofSeconds(30));
        servers.giveBack(servers.takeProbe(PRIMARY).orElseThrow());
        ServerHold.Probe next = servers.takeProbe(PRIMARY).orElseThrow();
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
        servers.hold(PRIMARY, "relay-denied");
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
        assertThat(servers.hold(PRIMARY, "host-unknown")).isFalse();
        assertThat(servers.lift(PRIMARY, true)).isFalse();
        queueHold.settingsChanged();
        table.clock.advance(Duration.ofDays(1));
        assertThat(servers.takeProbe(PRIMARY)).isEmpty();
        queueHold.resume();
        assertThat(queueHold.current()).isEmpty();
    }

    @Test
    void sendsOneMailFirstWhenResumed() {
        servers.hold(PRIMARY, "host-unknown");
        queueHold.resume();
        assertThat(queueHold.current()).isPresent();
        assertThat(servers.takeProbe(PRIMARY)).isPresent();
        assertThat(servers.lift(PRIMARY, true)).isTrue();
        assertThat(servers.lift(PRIMARY, true)).isFalse();
        assertThat(queueHold.current()).isEqualTo(Optional.empty());
    }

    @Test
    void countsSentMailTowardsTheMinutesLimit() {
        assertThat(rate.take(PRIMARY, 50, null).mails()).isEqualTo(50);
        rate.giveBack(rate.take(PRIMARY, 50, 60), 49);
        SendingRate.Share second = rate.take(PRIMARY, 50, 60);
        assertThat(second.mails()).isEqualTo(50);
        assertThat(rate.take(PRIMARY, 50, 60).mails()).isEqualTo(9);
        assertThat(rate.take(PRIMARY, 50, 60).mails()).isZero();
        table.clock.advance(Duration.ofSeconds(59));
        assertThat(rate.take(PRIMARY, 50, 60).mails()).isZero();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(rate.take(PRIMARY, 50, 60).mails()).isEqualTo(50);
        rate.giveBack(second, 50);
        assertThat(rate.take(PRIMARY, 50, 60).mails())
                .as("what is left of the new minute")
                .isEqualTo(10);
    }
}
