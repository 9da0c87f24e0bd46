package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.worker.ScriptedKind;
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
class AcceptanceServiceIT {

    private static final UUID OWNER = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final SendOutcome.Accepted TAKEN = new SendOutcome.Accepted("192.0.2.1:25", "250 queued as 7");

    private final QueueTable table;
    private final ScriptedKind kind = new ScriptedKind();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AcceptanceService acceptances;

    AcceptanceServiceIT(Databases.Kind database) {
        table = new QueueTable(database);
        MailKinds kinds = new MailKinds(List.of(kind));
        acceptances = new AcceptanceService(
                table.jdbc,
                kinds,
                table.refusals(kinds),
                table.refusedMails(kinds),
                new RestoredBackup(table.jdbc, QueueTable.properties(null), table.clock),
                new DeliveryCounters(meters, kinds),
                table.transaction,
                table.clock);
    }

    @Test
    void whatIsNotedIsEnteredWithTheServersAnswer() {
        QueuedMail mail = claimed(OWNER);
        acceptances.record(mail, OWNER, TAKEN);
        table.clock.advance(Duration.ofSeconds(1));
        acceptances.apply();
        assertThat(table.state(mail.id())).isEqualTo("SENT");
        assertThat(table.column("attempts", mail.id())).isEqualTo("1");
        assertThat(table.column("lease_owner", mail.id())).isEqualTo("null");
        assertThat(attempts()).containsExactly("192.0.2.1:25 done 250 queued as 7");
        assertThat(kind.accepted).containsExactly(mail.id());
        assertThat(notes()).isZero();
        assertThat(table.jdbc
                        .sql(
                                "select count(*) from delivery d join delivery_attempt a on a.attempted_at = d.finished_at")
                        .query(Integer.class)
                        .single())
                .as("both tell when the server took it, not when that was entered")
                .isEqualTo(1);
    }

    @Tag("case-88")
    @Test
    void whatWasNotedBeforeADeathIsNotSentAgain() {
        QueuedMail recorded = claimed(OWNER);
        QueuedMail inFlight = claimed(OWNER);
        acceptances.record(recorded, OWNER, TAKEN);
        table.ageLeases();
        Leases leases = new Leases(table.queue, table.clock);
        leases.release(OTHER);
        assertThat(table.claim(OTHER, 5)).isEmpty();
        table.queue.reclaim();
        assertThat(table.claim(OTHER, 5)).extracting(QueuedMail::id).containsExactly(inFlight.id());
        table.queue.reclaimAll();
        assertThat(table.state(inFlight.id())).isEqualTo("QUEUED");
        leases.release(OWNER);
        assertThat(table.state(recorded.id())).isEqualTo("SENDING");
        acceptances.apply();
        assertThat(table.state(recorded.id())).isEqualTo("SENT");
    }

    @Test
    void recordsAnAcceptanceAfterLosingTheLease() {
        QueuedMail mail = claimed(OWNER);
        table.ageLeases();
        table.queue.reclaim();
        acceptances.record(mail, OWNER, TAKEN);
        acceptances.apply();
        assertThat(table.state(mail.id())).isEqualTo("SENT");
    }

    @Test
    void inAnothersHandsItIsThatOnesOutcomeThatCounts() {
        QueuedMail mail = claimed(OWNER);
        table.ageLeases();
        table.queue.reclaim();
        table.claim(OTHER, 1);
        acceptances.record(mail, OWNER, TAKEN);
        acceptances.apply();
        assertThat(table.state(mail.id())).isEqualTo("SENDING");
        assertThat(attempts()).isEmpty();
        assertThat(kind.accepted).isEmpty();
        acceptances.record(mail, OTHER, TAKEN);
        acceptances.apply();
        assertThat(table.state(mail.id())).isEqualTo("SENT");
    }

    @Test
    void aMailThatTwoOwnersSentIsEnteredOnce() {
        QueuedMail mail = claimed(OWNER);
        acceptances.record(mail, OWNER, TAKEN);
        acceptances.record(mail, OTHER, TAKEN);
        acceptances.apply();
        assertThat(table.state(mail.id())).isEqualTo("SENT");
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void aKindThatFailsAfterwardsHoldsUpNobody() {
        List<QueuedMail> mails = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            mails.add(claimed(OWNER));
            acceptances.record(mails.get(i), OWNER, TAKEN);
        }
        kind.failsAfter = mails.get(1).id();
        acceptances.apply();
        assertThat(mails).extracting(mail -> table.state(mail.id())).containsOnly("SENT");
        assertThat(kind.accepted).contains(mails.get(0).id(), mails.get(2).id());
    }

    @Test
    void moreThanOneStatementTakesAreAllEntered() {
        table.jdbc
                .sql(
                        """
                        insert into delivery (kind, priority, state, queued_at, due_at, expires_at)
                        select 'scripted', 0, 'QUEUED', n.at, n.at, n.at + interval '1' day
                        from (select cast('2030-05-01 12:00:00+00' as timestamp with time zone) as at) n
                        """)
                .update();
        for (int doubled = 1; doubled < 1024; doubled *= 2) {
            table.jdbc
                    .sql(
                            """
                            insert into delivery (kind, priority, state, queued_at, due_at, expires_at)
                            select kind, priority, state, queued_at, due_at, expires_at from delivery
                            """)
                    .update();
        }
        table.transaction.executeWithoutResult(
                status -> table.claim(OWNER, 1024).forEach(mail -> acceptances.record(mail, OWNER, TAKEN)));
        acceptances.apply();
        assertThat(notes()).isZero();
        assertThat(attempts()).hasSize(1024);
        assertThat(meters.counter("postern.mail.sent", "kind", ScriptedKind.NAME)
                        .count())
                .isEqualTo(1024);
    }

    private QueuedMail claimed(UUID owner) {
        table.queued();
        table.jdbc.sql("update delivery set kind = 'scripted'").update();
        return table.claim(owner, 1).get(0);
    }

    private List<String> attempts() {
        return table.jdbc
                .sql("select server, stage, reply from delivery_attempt order by id")
                .query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list();
    }

    private int notes() {
        return table.jdbc
                .sql("select count(*) from delivery_acceptance")
                .query(Integer.class)
                .single();
    }
}
