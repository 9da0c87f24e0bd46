package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine started with a date to come, and its clock was put right a moment later. */
@ParameterizedClass
@EnumSource(Databases.Kind.class)
class ClockCorrectionIT {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant NOON = QueueTable.NOON;

    private final QueueTable table;

    ClockCorrectionIT(Databases.Kind kind) {
        table = new QueueTable(kind);
    }

    @Test
    void sendsMailQueuedInTheFutureNow() {
        List<Long> mails = java.util.stream.Stream.generate(() -> table.queued(0, NOON.plus(YEAR)))
                .limit(60)
                .toList();
        table.correctFutureRows();
        assertThat(table.queue.due(100)).isEqualTo(60);
        assertThat(instant("queued_at", mails.get(0))).isEqualTo(NOON);
        assertThat(instant("expires_at", mails.get(0))).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void retriesMailThatFailedInTheFuture() {
        long failed = table.queued(2, NOON);
        putOff(failed, YEAR);
        table.correctFutureRows();
        assertThat(instant("due_at", failed)).isEqualTo(NOON);
        assertThat(instant("queued_at", failed)).isEqualTo(NOON);
        assertThat(instant("expires_at", failed)).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void keepsWaitingForTheNextAttemptDespiteClockSkew() {
        putOff(table.queued(), Duration.ofMinutes(36).plusSeconds(30));
        table.queued(0, NOON.plusSeconds(30));
        table.correctFutureRows();
        assertThat(table.queue.due(9)).isZero();
    }

    @Test
    void makesMailOfUnknownKindsDueToo() {
        long unknown = table.queued(1, NOON.plus(YEAR));
        table.correctFutureRows();
        assertThat(instant("due_at", unknown)).isEqualTo(NOON);
    }

    @Test
    void limitsALeaseFromTheFuture() {
        long mail = table.queued();
        table.claim(new UUID(0, 1), 1);
        moveLease("+ interval '365' day");
        table.correctFutureRows();
        assertThat(table.queue.reclaim()).as("its owner may live").isZero();
        moveLease("- interval '61' second");
        assertThat(table.queue.reclaim()).isEqualTo(1);
        assertThat(table.state(mail)).isEqualTo("QUEUED");
    }

    @Test
    void nobodyIsSureOfALeaseFromThen() {
        Leases leases = new Leases(table.queue, table.clock);
        UUID owner = leases.begin();
        table.clock.advance(YEAR.negated());
        assertThat(leases.isHeld(owner)).isFalse();
        leases.renew();
        assertThat(leases.isHeld(owner)).isTrue();
    }

    private void moveLease(String by) {
        table.jdbc.sql("update delivery set lease_until = lease_until " + by).update();
    }

    private void putOff(long id, Duration by) {
        table.jdbc
                .sql("update delivery set due_at = ?, attempts = 1 where id = ?")
                .params(Timestamp.from(NOON.plus(by)), id)
                .update();
    }

    private Instant instant(String column, long id) {
        return table.jdbc
                .sql("select " + column + " from delivery where id = ?")
                .param(id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
