package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.AtOnce;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource
class WebhookQueueIT {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WebhookQueue queue;
    private final long webhook;

    WebhookQueueIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        queue = new WebhookQueue(
                jdbc,
                new WebhookProperties(Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofDays(30), List.of()),
                clock);
        jdbc.sql(
                        "insert into webhook (version, format, severity, components, trusted_certificates, sealed_url, sealed_secret)"
                                + " values (0, 'TEXT', 3, '', '', 'url', 'secret')")
                .update();
        webhook = jdbc.sql("select max(id) from webhook").query(Long.class).single();
    }

    @Tag("case-93")
    @Test
    void manyAtOnceClaimEachCallOnce() throws Exception {
        IntStream.range(0, 60).forEach(i -> queue.insert(webhook, "alert.raised", "{}"));
        Callable<List<UUID>> instance = () -> Stream.generate(this::claim)
                .takeWhile(Optional::isPresent)
                .map(call -> call.orElseThrow().id())
                .toList();
        List<UUID> claimed = AtOnce.all(List.of(instance, instance, instance)).stream()
                .flatMap(Collection::stream)
                .toList();
        // Whoever met only rows that others had locked goes away empty-handed, and comes again with the next tick.
        Stream<UUID> rest = instance.call().stream();
        assertThat(Stream.concat(claimed.stream(), rest)).hasSize(60).doesNotHaveDuplicates();
    }

    @Tag("case-90")
    @Test
    void whatIsRolledBackIsNotCalled() {
        transaction.executeWithoutResult(status -> {
            queue.insert(webhook, "alert.raised", "{}");
            status.setRollbackOnly();
        });
        assertThat(claim()).isEmpty();
    }

    @Tag("case-88")
    @Test
    void takesOverADeadProcesssCalls() {
        queue.insert(webhook, "alert.raised", "{}");
        UUID dead = UUID.randomUUID();
        UUID id = claim(dead).orElseThrow().id();
        queue.reclaim();
        assertThat(claim()).as("the lease lasts").isEmpty();
        jdbc.sql("update webhook_call set lease_until = lease_until - interval '61' second")
                .update();
        queue.reclaim();
        UUID another = UUID.randomUUID();
        assertThat(claim(another)).isPresent();
        assertThat(queue.sent(id, dead, 200)).isFalse();
        assertThat(queue.failed(id, dead, null, "timed-out", clock.instant())).isFalse();
        assertThat(queue.sent(id, another, 200)).isTrue();
    }

    @Test
    void postponesAFailedCallBehindFreshOnes() {
        queue.insert(webhook, "first", "{}");
        WebhookCall first = claim().orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        queue.insert(webhook, "second", "{}");
        UUID owner = owner(first.id());
        assertThat(queue.failed(
                        first.id(), owner, 500, "status", clock.instant().plusSeconds(30)))
                .isTrue();
        assertThat(claim()).map(WebhookCall::event).contains("second");
        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(claim()).map(WebhookCall::attempts).contains(1);
    }

    @Test
    void aClockThatIsSetBackKeepsNoCallWaiting() {
        WebhookStatus webhookStatus = new WebhookStatus(jdbc, event -> {}, clock);
        clock.advance(Duration.ofDays(365));
        queue.insert(webhook, "refused", "{}");
        UUID refused = claim().orElseThrow().id();
        queue.failed(refused, owner(refused), 500, "status", clock.instant().plusSeconds(30));
        webhookStatus.failed(webhook, "chat", "status", clock.instant().plusSeconds(30));
        queue.insert(webhook, "waiting", "{}");
        assertThat(webhookStatus.isHeld(webhook)).isTrue();
        clock.advance(Duration.ofDays(-365));
        assertThat(claim()).isEmpty();
        correctFutureRows();
        assertThat(webhookStatus.isHeld(webhook)).isFalse();
        assertThat(claim()).isPresent();
        assertThat(claim()).isPresent();
        clock.advance(Duration.ofDays(1));
        jdbc.sql("update webhook_call set lease_until = lease_until + interval '365' day")
                .update();
        correctFutureRows();
        queue.reclaim();
        assertThat(queue.lockExpired(9)).as("the owner may live").isEmpty();
        jdbc.sql("update webhook_call set lease_until = lease_until - interval '61' second")
                .update();
        queue.reclaim();
        assertThat(queue.lockExpired(9))
                .as("taken from a dead owner whose lease would last for a year")
                .hasSize(2);
    }

    @Test
    void keepsACallWaitingForItsNextAttempt() {
        queue.insert(webhook, "refused", "{}");
        UUID refused = claim().orElseThrow().id();
        queue.failed(refused, owner(refused), 500, "status", clock.instant().plus(Duration.ofMinutes(36)));
        correctFutureRows();
        assertThat(claim()).isEmpty();
    }

    private void correctFutureRows() {
        Upkeep.correct(
                jdbc,
                clock,
                WebhookUpkeep.callsOfTheFuture(),
                WebhookUpkeep.callLeasesOfTheFuture(),
                WebhookUpkeep.receiversHeldInTheFuture());
    }

    private Optional<WebhookCall> claim() {
        return claim(UUID.randomUUID());
    }

    private Optional<WebhookCall> claim(UUID owner) {
        return transaction.execute(status -> queue.claim(webhook, owner));
    }

    private UUID owner(UUID call) {
        return jdbc.sql("select lease_owner from webhook_call where id = ?")
                .param(call)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
    }
}
