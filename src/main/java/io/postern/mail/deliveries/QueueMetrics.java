package io.postern.mail.deliveries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.database.DatabaseTime;
import io.postern.database.Interval;
import io.postern.mail.QueueStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The gauges of the queue, which are the same in all instances. All gauges share one reading. They are not a number while the database
 * can't be read.
 */
@Component
class QueueMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(QueueMetrics.class);

    /** Shorter than the time between two scrapes. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final QueueStatus queue;
    private final DatabaseTime clock;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Reading last;

    private record Reading(Interval fresh, QueueStatus.@Nullable Snapshot snapshot) {}

    QueueMetrics(QueueStatus queue, DatabaseTime clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("postern.queue.mails", QueueStatus.Snapshot::queued)
                .tag("state", "queued")
                .register(registry);
        gauge("postern.queue.mails", QueueStatus.Snapshot::sending)
                .tag("state", "sending")
                .register(registry);
        gauge("postern.queue.oldest.due", this::age).baseUnit("seconds").register(registry);
        gauge("postern.queue.held", snapshot -> snapshot.isHeld() ? 1 : 0).register(registry);
    }

    private Gauge.Builder<QueueMetrics> gauge(String name, ToDoubleFunction<QueueStatus.Snapshot> value) {
        return Gauge.builder(name, this, self -> {
            QueueStatus.Snapshot snapshot = self.snapshot();
            return snapshot == null ? Double.NaN : value.applyAsDouble(snapshot);
        });
    }

    private double age(QueueStatus.Snapshot snapshot) {
        Instant oldest = snapshot.oldestDue();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private QueueStatus.@Nullable Snapshot snapshot() {
        reading.lock();
        try {
            if (last == null || !last.fresh().lastsAt(clock.instant())) {
                QueueStatus.Snapshot read = read();
                last = new Reading(Interval.of(FRESH, clock.instant()), read);
            }
            return last.snapshot();
        } finally {
            reading.unlock();
        }
    }

    private QueueStatus.@Nullable Snapshot read() {
        try {
            return queue.snapshot();
        } catch (DataAccessException | TransactionException databaseIsAway) {
            log.debug("The queue can't be read for the metrics", databaseIsAway);
            return null;
        }
    }
}
