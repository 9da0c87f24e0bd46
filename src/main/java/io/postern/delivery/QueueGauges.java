package io.postern.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How the queue stands, for all instances together: read when somebody asks, once for all gauges; not a number while it can't be read. */
@Component
class QueueGauges implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(QueueGauges.class);

    /** Less than the time between two looks at the metrics. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Deliveries deliveries;
    private final Gate gate;
    private final Clock clock;
    private volatile @Nullable Reading last;

    private record Reading(Instant at, Map<DeliveryState, Integer> mails, Duration age, boolean held) {}

    QueueGauges(Deliveries deliveries, Gate gate, Clock clock) {
        this.deliveries = deliveries;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DeliveryState state : new DeliveryState[] {DeliveryState.QUEUED, DeliveryState.SENDING}) {
            gauge("postern.queue.mails", reading -> reading.mails().getOrDefault(state, 0))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge("postern.queue.oldest.due", reading -> reading.age().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(registry);
        gauge("postern.queue.held", reading -> reading.held() ? 1 : 0).register(registry);
    }

    private Gauge.Builder<QueueGauges> gauge(String name, ToDoubleFunction<Reading> value) {
        return Gauge.builder(name, this, self -> {
            Reading reading = self.reading();
            return reading.mails().isEmpty() ? Double.NaN : value.applyAsDouble(reading);
        });
    }

    private synchronized Reading reading() {
        Instant now = clock.instant();
        Reading known = last;
        if (known == null || !known.at().plus(FRESH).isAfter(now)) {
            known = read(now);
            last = known;
        }
        return known;
    }

    private Reading read(Instant now) {
        try {
            Deliveries.Open open = deliveries.open();
            Duration age = deliveries
                    .oldestDue(now)
                    .map(due -> Duration.between(due, now))
                    .orElse(Duration.ZERO);
            return new Reading(
                    now,
                    Map.of(DeliveryState.QUEUED, open.queued(), DeliveryState.SENDING, open.sending()),
                    age,
                    gate.hold().isPresent());
        } catch (DataAccessException | TransactionException databaseIsAway) {
            log.debug("The queue can't be read for the metrics", databaseIsAway);
            return new Reading(clock.instant(), Map.of(), Duration.ZERO, false);
        }
    }
}
