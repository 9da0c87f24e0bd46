package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.MailServer;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.worker.ScriptedKind;
import io.postern.net.EmailAddress;
import io.postern.testing.Databases;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class RefusalsIT {

    private static final UUID OWNER = new UUID(0, 1);

    private final QueueTable table;
    private final Refusals refusals;
    private final DomainHold domainHold;

    RefusalsIT(Databases.Kind kind) {
        table = new QueueTable(kind);
        refusals = table.refusals(new MailKinds(List.of(new ScriptedKind())));
        domainHold = new DomainHold(table.jdbc, event -> {}, table.clock);
    }

    @Test
    void holdsTheQueueAtTheThirdDomain() {
        long first = refused("a@one.example", SmtpProblem.MESSAGE_REFUSED);
        long second = refused("a@two.example", SmtpProblem.MESSAGE_REFUSED);
        assertThat(List.of(table.state(first), table.state(second))).containsOnly("FAILED");
        table.clock.advance(Duration.ofMinutes(29));
        refused("a@three.example", SmtpProblem.MESSAGE_REFUSED);
        assertThat(List.of(table.state(first), table.state(second))).containsOnly("QUEUED");
        assertThat(table.jdbc
                        .sql("select by_refusals from queue_hold where reply = '550 no'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatADomainRefusedIsDueOnceItTakesAnother() {
        long first = refused("a@one.example", SmtpProblem.MESSAGE_REFUSED);
        assertThat(table.state(first)).isEqualTo("FAILED");
        refused("b@one.example", SmtpProblem.MESSAGE_REFUSED);
        assertThat(domainHold.nextProbes()).containsOnlyKeys("one.example");
        assertThat(table.state(first)).isEqualTo("QUEUED");
    }

    @Test
    void messagesTooLargeForEverybodyHoldTheQueue() {
        for (String domain : List.of("one", "two", "three")) {
            refused("a@" + domain + ".example", SmtpProblem.MESSAGE_TOO_LARGE);
        }
        assertThat(table.jdbc
                        .sql("select problem from queue_hold")
                        .query(String.class)
                        .single())
                .isEqualTo("message-too-large");
    }

    @Test
    void refusalsFarApartHaveNothingToDoWithEachOther() {
        refused("a@one.example", SmtpProblem.MESSAGE_REFUSED);
        refused("a@two.example", SmtpProblem.MESSAGE_REFUSED);
        table.clock.advance(Duration.ofMinutes(31));
        assertThat(table.state(refused("a@three.example", SmtpProblem.MESSAGE_REFUSED)))
                .isEqualTo("FAILED");
    }

    @Test
    void anAcceptedMailReleasesItsDomainAndNoOther() {
        long waiting = refused("a@one.example", SmtpProblem.RELAY_DENIED);
        assertThat(domainHold.nextProbes()).containsOnlyKeys("one.example");
        assertThat(domainHold.othersWait(Set.of("one.example"))).isFalse();
        table.clock.advance(Duration.ofSeconds(1));
        refusals.accepted(List.of(accepted("a@two.example")));
        assertThat(domainHold.nextProbes()).containsOnlyKeys("one.example");
        refusals.accepted(List.of(accepted("b@one.example")));
        assertThat(domainHold.nextProbes()).isEmpty();
        assertThat(table.queue.due(9)).isEqualTo(1);
        assertThat(table.state(waiting)).isEqualTo("QUEUED");
    }

    @Test
    void probesAHeldDomainEverLater() {
        refused("a@one.example", SmtpProblem.RELAY_DENIED);
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            table.clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(domainHold.takeProbe("one.example")).isFalse();
            table.clock.advance(Duration.ofSeconds(1));
            assertThat(domainHold.takeProbe("one.example")).isTrue();
            assertThat(domainHold.takeProbe("one.example")).isFalse();
        }
    }

    private long refused(String address, SmtpProblem problem) {
        table.queued();
        QueuedMail mail = table.claim(OWNER, 1).get(0);
        addressed(mail.id(), address);
        SendOutcome.Failure failure = new SendOutcome.Failure(
                problem,
                problem == SmtpProblem.RELAY_DENIED,
                problem.retry(),
                Stage.RECIPIENT,
                "192.0.2.1:25",
                "550 no");
        QueuedMail scripted = new QueuedMail(
                mail.id(), ScriptedKind.NAME, null, null, null, mail.queuedAt(), mail.expiresAt(), 0, null);
        table.transaction.executeWithoutResult(
                status -> refusals.refused(scripted, new EmailAddress(address), OWNER, failure, MailServer.PRIMARY));
        return mail.id();
    }

    private long accepted(String address) {
        long mail = table.finished("SENT", "somebody", null, table.clock.instant());
        addressed(mail, address);
        return mail;
    }

    private void addressed(long mail, String address) {
        table.jdbc
                .sql("update delivery set recipient = ?, recipient_key = ? where id = ?")
                .params(address, address, mail)
                .update();
    }
}
