package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.EmailAddress;
import io.postern.testing.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class DeliveryQueueIT {

    private static final UUID OWNER = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final QueueTable table;

    DeliveryQueueIT(Databases.Kind kind) {
        table = new QueueTable(kind);
    }

    @Tag("case-93")
    @Test
    void ofManyWorkersEachMailIsClaimedByOne() throws Exception {
        int mails = 300;
        for (int i = 0; i < mails; i++) {
            table.queued();
        }
        Set<Long> claimed = ConcurrentHashMap.newKeySet();
        List<Long> twice = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> worker = () -> {
            together.await();
            int taken = 0;
            for (List<QueuedMail> batch = table.claim(UUID.randomUUID(), 7);
                    !batch.isEmpty();
                    batch = table.claim(UUID.randomUUID(), 7)) {
                taken += batch.size();
                batch.stream()
                        .map(QueuedMail::id)
                        .filter(id -> !claimed.add(id))
                        .forEach(twice::add);
            }
            return taken;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Integer> one = threads.submit(worker);
        Future<Integer> two = threads.submit(worker);
        assertThat(one.get() + two.get()).isEqualTo(mails);
        threads.shutdown();
        assertThat(twice).isEmpty();
        assertThat(claimed).hasSize(mails);
    }

    @Test
    void skipsLockedRowsWithoutWaiting() {
        long first = table.queued();
        long second = table.queued();
        table.transaction.executeWithoutResult(open -> {
            assertThat(table.queue.claim(OWNER, 1)).extracting(QueuedMail::id).containsExactly(first);
            List<QueuedMail> others = inAnotherThread(() -> table.claim(OTHER, 5));
            assertThat(others).extracting(QueuedMail::id).containsExactly(second);
        });
    }

    @Test
    void claimsTheMostUrgentDueMailFirst() {
        long digest = table.queued(2, QueueTable.NOON.minusSeconds(60));
        long reset = table.queued(0, QueueTable.NOON);
        long earlier = table.queued(0, QueueTable.NOON.minusSeconds(1));
        long later = table.queued(0, QueueTable.NOON.plusSeconds(1));
        assertThat(table.claim(OWNER, 10)).extracting(QueuedMail::id).containsExactly(earlier, reset, digest);
        assertThat(table.state(later)).isEqualTo("QUEUED");
    }

    @Test
    void probesWithTheMailDueLongest() {
        table.queued(0, QueueTable.NOON);
        long digest = table.queued(2, QueueTable.NOON.minusSeconds(60));
        List<QueuedMail> probe = table.transaction.execute(status -> table.queue.claimLongestDue(OWNER));
        assertThat(probe).extracting(QueuedMail::id).containsExactly(digest);
    }

    @Test
    void whatIsDueIsCountedNoFurtherThanNeeded() {
        assertThat(table.queue.due(2)).isZero();
        table.queued();
        table.queued(0, QueueTable.NOON.plusSeconds(1));
        assertThat(table.queue.due(2)).isEqualTo(1);
        table.queued();
        table.queued();
        assertThat(table.queue.due(2)).isEqualTo(2);
    }

    @Test
    void aLeaseEndsByTheClockOfTheDatabase() {
        long mail = table.queued();
        table.claim(OWNER, 1);
        table.clock.advance(Duration.ofSeconds(59));
        assertThat(table.queue.reclaim()).isZero();
        table.queue.renewLease(OWNER);
        table.clock.advance(Duration.ofSeconds(59));
        assertThat(table.queue.reclaim()).isZero();
        table.clock.advance(Duration.ofSeconds(2));
        assertThat(table.queue.reclaim()).isEqualTo(1);
        assertThat(table.state(mail)).isEqualTo("QUEUED");
        assertThat(table.claim(OTHER, 1)).hasSize(1);
    }

    @Test
    void whoLostTheLeaseChangesNothing() {
        long mail = table.queued();
        table.claim(OWNER, 1);
        table.ageLeases();
        table.queue.reclaim();
        table.claim(OTHER, 1);

        Recipient somebody = new Recipient(UUID.randomUUID(), "somebody");
        EmailAddress address = new EmailAddress("somebody@corp.example");
        QueuedMail row = row(mail, somebody);
        assertThat(table.queue.written(Map.of(row, written(somebody, address)), OWNER))
                .isEmpty();
        assertThat(table.queue.fail(row, OWNER, "unexpected")).isFalse();
        assertThat(table.queue.requeue(row, OWNER, QueueTable.NOON, true, "unexpected"))
                .isFalse();
        table.queue.drop(Map.of(row, new ComposedMail.Dropped(somebody, DropReason.LIMIT)), OWNER);
        table.queue.release(OWNER);
        assertThat(table.state(mail)).isEqualTo("SENDING");
        assertThat(table.column("lease_owner", mail)).isEqualTo(OTHER.toString());
        assertThat(table.column("username", mail)).isEqualTo("null");
        assertThat(table.column("attempts", mail)).isEqualTo("0");

        assertThat(table.queue.fail(row, OTHER, "unexpected")).isTrue();
        assertThat(table.queue.fail(row, OTHER, "unexpected")).isFalse();
        assertThat(table.state(mail)).isEqualTo("FAILED");
    }

    @Test
    void whatIsGivenUpIsDueAsItWas() {
        long mail = table.queued(0, QueueTable.NOON.minusSeconds(5));
        String due = table.column("due_at", mail);
        table.claim(OWNER, 1);
        table.queue.release(OWNER);
        assertThat(table.state(mail)).isEqualTo("QUEUED");
        assertThat(table.column("due_at", mail)).isEqualTo(due);
        assertThat(table.column("lease_owner", mail)).isEqualTo("null");
    }

    @Test
    void aStartTakesOverEverythingThatWasBeingSent() {
        table.queued();
        table.queued();
        table.claim(OWNER, 1);
        table.claim(OTHER, 1);
        assertThat(table.queue.reclaimAll()).isEqualTo(2);
        assertThat(table.claim(OWNER, 5)).hasSize(2);
    }

    @Tag("case-102")
    @Test
    void whatOutlivedItsTimeIsDroppedWithWhatWasTyped() {
        long mail = table.queued();
        long held = table.queued();
        table.jdbc
                .sql("update delivery set reference = 'typed', client_address = '192.0.2.1'")
                .update();
        table.jdbc
                .sql("update delivery set due_at = due_at + interval '1' hour where id = ?")
                .param(mail)
                .update();
        table.claim(OWNER, 1);
        table.clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(table.queue.lockExpired(9)).isEmpty();
        table.clock.advance(Duration.ofSeconds(1));
        assertThat(table.queue.lockExpired(9)).extracting(QueuedMail::id).containsExactly(mail);
        Recipient nobody = new Recipient(UUID.randomUUID(), "nobody");
        ComposedMail.Dropped expired = new ComposedMail.Dropped(DropReason.EXPIRED);
        table.queue.drop(Map.of(row(mail, nobody), expired, row(held, nobody), expired), null);
        assertThat(table.state(mail)).isEqualTo("DROPPED");
        assertThat(table.column("reason", mail)).isEqualTo("expired");
        assertThat(table.column("reference", mail)).isEqualTo("null");
        assertThat(table.column("client_address", mail)).isEqualTo("null");
        assertThat(table.state(held)).isEqualTo("SENDING");
    }

    @Test
    void erasesTypedNamesOnceTheUserIsKnown() {
        long mail = table.queued();
        table.jdbc
                .sql("update delivery set reference = 'typed', client_address = '192.0.2.1'")
                .update();
        table.claim(OWNER, 1);
        Recipient berta = new Recipient(UUID.randomUUID(), "Berta");
        EmailAddress address = new EmailAddress("Berta@corp.example");
        assertThat(table.queue.written(Map.of(row(mail, berta), written(berta, address)), OWNER))
                .containsExactly(mail);
        assertThat(table.column("reference", mail)).isEqualTo("null");
        assertThat(table.column("client_address", mail))
                .as("told at each attempt")
                .isEqualTo("192.0.2.1");
        assertThat(table.column("username_key", mail)).isEqualTo("berta");
        assertThat(table.column("recipient_key", mail)).isEqualTo("berta@corp.example");
        assertThat(table.column("recipient", mail)).isEqualTo("Berta@corp.example");
    }

    private static QueuedMail row(long id, Recipient user) {
        return new QueuedMail(
                id, "scripted", user.id(), null, null, QueueTable.NOON, QueueTable.NOON, 0, "<1@postern>");
    }

    private static ComposedMail.Written written(Recipient user, EmailAddress to) {
        Letter letter = new Letter(
                Locale.ENGLISH, new Letter.Opening("Subject", "", "Hello,"), List.of(), List.of(), null, List.of());
        return new ComposedMail.Written(user, to, letter);
    }

    private static <T> T inAnotherThread(Callable<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work).get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        } finally {
            thread.shutdown();
        }
    }
}
