package io.postern.mail.queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postern.database.RetrySchedule;
import io.postern.database.upkeep.Upkeep;
import io.postern.mail.QueuedMail;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with nothing but the tables, and a clock that stands. */
public final class QueueTable {

    public static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");

    public final SettableClock clock = new SettableClock(NOON);
    public final JdbcClient jdbc;
    final TransactionTemplate transaction;
    public final DeliveryQueue queue;

    /** No kind of mail. */
    public MailKinds kinds() {
        return new MailKinds(List.of());
    }

    static DeliveryProperties properties(@Nullable Path epochFile) {
        return new DeliveryProperties(true, Duration.ofMillis(250), false, epochFile, Duration.ofDays(30));
    }

    public QueueTable(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        queue = new DeliveryQueue(jdbc, new JdbcTemplate(database), clock);
    }

    /** As the watcher does. */
    public void correctFutureRows() {
        Upkeep.correct(
                jdbc,
                clock,
                QueueUpkeep.mailsOfTheFuture(),
                QueueUpkeep.mailLeasesOfTheFuture(),
                QueueUpkeep.queueProbeOfTheFuture(),
                QueueUpkeep.domainProbesOfTheFuture(),
                QueueUpkeep.sendingRateOfTheFuture());
    }

    Refusals refusals(MailKinds kinds) {
        FailureRecorder failures = new FailureRecorder(
                queue,
                jdbc,
                new RetrySchedule(new Random(1)),
                new DeliveryCounters(new SimpleMeterRegistry(), kinds),
                kinds,
                refusedMails(kinds),
                clock);
        QueueHold queueHold = new QueueHold(jdbc, event -> {}, clock);
        DomainHold domainHold = new DomainHold(jdbc, event -> {}, clock);
        return new Refusals(
                jdbc,
                queueHold,
                new ServerHold(jdbc, queueHold, event -> {}, clock),
                domainHold,
                failures,
                refusedMails(kinds),
                kinds,
                clock);
    }

    RefusedMails refusedMails(MailKinds kinds) {
        return new RefusedMails(jdbc, kinds, event -> {}, clock);
    }

    void accepted(long mail, UUID owner) {
        jdbc.sql("insert into delivery_acceptance (delivery_id, lease_owner, accepted_at) values (?, ?, ?)")
                .params(mail, owner, Timestamp.from(clock.instant()))
                .update();
    }

    /** A row in the queue, due now, that lives for a day. */
    public long queued() {
        return queued(0, clock.instant());
    }

    public long queued(int priority, Instant due) {
        return insert("QUEUED", priority, due, null, null, null);
    }

    public long finished(String state, @Nullable String username, @Nullable String reason, Instant at) {
        return insert(state, 0, at, at, username, reason);
    }

    public List<QueuedMail> claim(UUID owner, int most) {
        return List.copyOf(Objects.requireNonNull(transaction.execute(status -> queue.claim(owner, most))));
    }

    String state(long id) {
        return column("state", id);
    }

    String column(String name, long id) {
        return String.valueOf(jdbc.sql("select " + name + " from delivery where id = ?")
                .param(id)
                .query()
                .singleRow()
                .values()
                .iterator()
                .next());
    }

    int count() {
        return jdbc.sql("select count(*) from delivery").query(Integer.class).single();
    }

    /** By the database's own clock, as if it had run on. */
    void ageLeases() {
        jdbc.sql(
                        "update delivery set lease_until = current_timestamp - interval '1' second where lease_owner is not null")
                .update();
    }

    private long insert(
            String state,
            int priority,
            Instant due,
            @Nullable Instant finished,
            @Nullable String username,
            @Nullable String reason) {
        jdbc.sql(
                        """
                        insert into delivery (kind, priority, state, queued_at, due_at, expires_at, finished_at, username,
                            username_key, recipient, recipient_key, reason)
                        values ('invitation', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(priority)
                .param(state)
                .param(Timestamp.from(due))
                .param(Timestamp.from(due))
                .param(Timestamp.from(due.plus(Duration.ofDays(1))))
                .param(finished == null ? null : Timestamp.from(finished))
                .param(username)
                .param(username)
                .param(username == null ? null : username + "@corp.example")
                .param(username == null ? null : username + "@corp.example")
                .param(reason)
                .update();
        return jdbc.sql("select max(id) from delivery").query(Long.class).single();
    }
}
